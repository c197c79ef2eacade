package io.redoubt.docs.planted.nobytesinrecords;

final class GoodKey {
    private final byte[] bytes;

    GoodKey(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    int length() {
        return bytes.length;
    }
}
