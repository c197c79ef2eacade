package io.redoubt.docs.planted.instancefieldsarefinal.masking;

final class GoodScratch {
    int count;
}
