package io.redoubt.docs.planted.instancefieldsarefinal.cli;

final class BadHelper {
    volatile boolean verbose;
}
