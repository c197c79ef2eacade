package io.redoubt.docs.planted.instancefieldsarefinal;

final class BadCounter {
    private int count;

    int next() {
        return ++count;
    }
}
