package io.redoubt.docs.planted.nopublicsetters.cli;

final class BadHelper {
    public void setVerbose(boolean verbose) {}
}
