package io.redoubt.docs.planted.nopublicsetters;

final class BadSetter {
    public void setSize(int size) {}
}
