package io.redoubt.docs.planted.instancefieldsarefinal;

record GoodValue(int count) {
    static int calls;
}
