package io.redoubt.docs.planted.standardstreamsbelongtothecli;

final class BadTrace {
    void print(Exception failure) {
        failure.printStackTrace();
    }
}
