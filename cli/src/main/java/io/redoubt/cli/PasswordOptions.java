package io.redoubt.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Stack;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where a password comes from: a file, a descriptor, or whoever sits there. Never an argument. */
@Command
final class PasswordOptions {

    private static final String DESCRIPTOR = "password.descriptor";
    private static final String PROMPT = "password.prompt";

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "The password, or the PIN of the token, in a file that only you can read."
                    + " Without this and --password-fd you are asked for it.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--password-fd",
            paramLabel = "NUMBER",
            description = "The same, read from an open file descriptor; 0 is the standard input.")
    private Optional<Integer> descriptor = Optional.empty();

    @Option(
            names = {"--password", "--passphrase", "--pin"},
            hidden = true,
            arity = "0..1",
            parameterConsumer = Refused.class)
    @SuppressWarnings("UnusedVariable") // nothing is ever put into it
    private Optional<String> onTheCommandLine = Optional.empty();

    /** {@return the password of something that exists} */
    Password get(Terminal terminal, String question) {
        return given(terminal).orElseGet(() -> ask(terminal, question));
    }

    /** {@return the password of something new, typed twice} */
    Password choose(Terminal terminal, String question) {
        return given(terminal).orElseGet(() -> {
            Password first = ask(terminal, question);
            try (Password second = ask(terminal, question + ", again")) {
                if (first.isSame(second)) {
                    return first;
                }
            }
            first.close();
            throw new CommandException(PROMPT, "the two passwords differ", "type the same one twice");
        });
    }

    /** Refuses options that do not fit together. */
    void check(Action action) {
        if (file.isPresent() && descriptor.isPresent()) {
            throw action.misuse("--password-file and --password-fd are two passwords: give one");
        }
    }

    /** {@return the password, if there is one without asking} */
    Optional<Password> given(Terminal terminal) {
        return file.map(Password::in).or(() -> descriptor.map(number -> read(terminal, number)));
    }

    private static Password read(Terminal terminal, int number) {
        try {
            if (number == 0) {
                return Password.read(terminal.in(), DESCRIPTOR);
            }
            try (InputStream stream = Files.newInputStream(Path.of("/dev/fd/" + number))) {
                return Password.read(stream, DESCRIPTOR);
            }
        } catch (IOException e) {
            throw new CommandException(
                    DESCRIPTOR, "there is nothing to read at this descriptor", "open it, for example: 3< FILE");
        }
    }

    private static Password ask(Terminal terminal, String question) {
        return terminal.prompt()
                .ask(question)
                .map(Password::of)
                .orElseThrow(() -> new CommandException(
                        PROMPT,
                        "nobody can be asked for the password: this is no terminal",
                        "use --password-file or --password-fd"));
    }

    /** Every user of a machine sees the arguments of a process, and a shell keeps them. */
    static final class Refused implements IParameterConsumer {

        @Override
        public void consumeParameters(Stack<String> typed, ArgSpec option, CommandSpec command) {
            throw new ParameterException(
                    command.commandLine(),
                    "a password is never an argument, where other users and the history of the shell see it: change it"
                            + " now, and use --password-file, --password-fd, or wait to be asked");
        }
    }
}
