package io.redoubt.docs.planted.instancefieldsarefinal.cli;

import picocli.CommandLine.Command;

@Command
final class GoodCommand {
    boolean verbose;
}
