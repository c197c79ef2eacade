package io.redoubt.docs.planted.instancefieldsarefinal.masking;

public final class BadRules {
    int count;
}
