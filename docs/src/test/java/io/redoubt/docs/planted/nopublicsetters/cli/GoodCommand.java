package io.redoubt.docs.planted.nopublicsetters.cli;

import picocli.CommandLine.Command;

@Command
final class GoodCommand {
    public void setVerbose(boolean verbose) {}
}
