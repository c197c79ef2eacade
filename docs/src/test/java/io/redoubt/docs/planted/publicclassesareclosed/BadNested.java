package io.redoubt.docs.planted.publicclassesareclosed;

final class BadNested {
    private BadNested() {}

    public static class BadInside {}
}
