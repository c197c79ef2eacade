package io.redoubt.docs.planted.nobytesinrecords;

record GoodFact(String id) {
    static final byte[] PREFIX = {1};
}
