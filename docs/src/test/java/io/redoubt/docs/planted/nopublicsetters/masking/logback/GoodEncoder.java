package io.redoubt.docs.planted.nopublicsetters.masking.logback;

final class GoodEncoder {
    public void setSize(int size) {}
}
