package io.redoubt.docs.planted.instancefieldsarefinal.masking.logback;

final class GoodEncoder {
    int size;
}
