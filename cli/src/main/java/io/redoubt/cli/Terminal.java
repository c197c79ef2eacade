package io.redoubt.cli;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/**
 * Everything that the command is connected to.
 *
 * @param in where the file descriptor 0 is read
 * @param out takes the answer, and nothing else
 * @param err takes what is wrong, and how far it has come
 * @param prompt asks whoever sits there, if somebody does
 * @param colours whether answers may be coloured
 * @param animated whether what is written to {@code err} is seen at once, and may be overwritten
 * @param clock the time
 * @param random makes roots and wraps keysets
 */
record Terminal(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Prompt prompt,
        boolean colours,
        boolean animated,
        Clock clock,
        SecureRandom random) {

    /** Asks for a secret without showing it. */
    @FunctionalInterface
    interface Prompt {

        /** {@return what was typed, which its reader overwrites, or nothing if nobody can be asked} */
        Optional<char[]> ask(String question);
    }

    /** {@return what this process is connected to} */
    static Terminal ofThisProcess() {
        Optional<Console> console = attended();
        return new Terminal(
                System.in,
                System.out,
                System.err,
                question -> console.flatMap(seat -> Optional.ofNullable(seat.readPassword("%s: ", question))),
                console.isPresent() && Ansi.AUTO.enabled(),
                console.isPresent() && isOneScreen(),
                Clock.systemUTC(),
                new SecureRandom());
    }

    /** {@return how answers are written} */
    Ansi ansi() {
        return colours ? Ansi.ON : Ansi.OFF;
    }

    /** Since Java 22 there is a console without a terminal, and a way to ask which it is. */
    @SuppressWarnings("SystemConsoleNull") // before, there is none without a terminal
    private static Optional<Console> attended() {
        return Optional.ofNullable(System.console()).filter(Terminal::isTerminal);
    }

    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** The console tells of input and output; errors may go into a file all the same. */
    private static boolean isOneScreen() {
        try {
            return Files.isSameFile(Path.of("/dev/fd/1"), Path.of("/dev/fd/2"));
        } catch (IOException e) {
            return false;
        }
    }
}
