package io.redoubt.docs.planted.standardstreamsbelongtothecli.cli;

final class GoodCommand {
    void print() {
        System.out.println("planted");
    }
}
