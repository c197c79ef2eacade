package io.redoubt.quickstart.tour;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/** Emphasis where a terminal shows it, plain text everywhere else. */
enum Style {
    PLAIN,
    ANSI;

    static Style ofThisConsole() {
        return isTerminal(System.console()) && System.getenv("NO_COLOR") == null ? ANSI : PLAIN;
    }

    String strong(String text) {
        return around("\u001b[1m", text);
    }

    String faint(String text) {
        return around("\u001b[2m", text);
    }

    private String around(String start, String text) {
        return this == ANSI ? start + text + "\u001b[0m" : text;
    }

    /** Up to Java 21 there is a console only at a terminal; later ones have a method that says so. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (NoSuchMethodException before22) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }
}
