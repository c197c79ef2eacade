package io.redoubt.docs.planted.standardstreamsbelongtothecli;

final class BadPrint {
    void print() {
        System.out.println("planted");
    }
}
