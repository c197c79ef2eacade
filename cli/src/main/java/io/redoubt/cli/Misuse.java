package io.redoubt.cli;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says how a command was called in a wrong way, without repeating what was typed: that may be a password. */
final class Misuse {

    private static final Pattern OPTION_NAME = Pattern.compile("--[a-z][a-z-]{1,30}(?==|$)");

    private Misuse() {}

    static String describe(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            return describe(unmatched);
        }
        if (wrong.getCause() instanceof TypeConversionException value) {
            return name(wrong.getArgSpec()) + " " + value.getMessage();
        }
        boolean quotes = wrong.getValue() != null || wrong.getCause() != null;
        boolean namesOnly = wrong instanceof MissingParameterException || wrong instanceof OverwrittenOptionException;
        return quotes && !namesOnly
                ? name(wrong.getArgSpec()) + " is not valid"
                : Objects.requireNonNullElse(wrong.getMessage(), "");
    }

    private static String describe(UnmatchedArgumentException unmatched) {
        String options = unmatched.getUnmatched().stream()
                .map(OPTION_NAME::matcher)
                .filter(Matcher::lookingAt)
                .map(Matcher::group)
                .collect(Collectors.joining(", "));
        return options.isEmpty() ? "there is an argument too many, or an unknown command" : "unknown option " + options;
    }

    private static String name(@Nullable ArgSpec argument) {
        if (argument == null) {
            return "an argument";
        }
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
