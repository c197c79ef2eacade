package io.redoubt.docs.planted.nobytesinrecords;

@SuppressWarnings("ArrayRecordComponent")
record BadKey(String id, byte[] bytes) {}
