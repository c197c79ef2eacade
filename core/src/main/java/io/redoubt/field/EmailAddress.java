package io.redoubt.field;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code email-1}: the domain as DNS has it, in lower case, and the local part folded, its dots and +tag kept.
 *
 * <p>The domain is brought to ASCII as by UTS 46 without its transitional mappings: {@code java.net.IDN} knows IDNA 2003
 * alone, which takes {@code faß.example} and {@code fass.example} for one domain, and they may have two owners. Thread-safe.
 */
final class EmailAddress {

    private static final int MAX_LABEL = 63;
    private static final int MAX_DOMAIN = 253;
    private static final char IDEOGRAPHIC_FULL_STOP = '\u3002';

    private EmailAddress() {}

    /** @throws IllegalArgumentException if that is no address, or a code point is not assigned in Unicode 13 */
    static String normalise(String address) {
        String composed = CaseFolding.compose(Unicode13.require(address));
        int at = composed.indexOf('@');
        if (at != composed.lastIndexOf('@')) {
            throw refusal("more than one @");
        }
        return local(composed.substring(0, Math.max(at, 0))) + "@" + domain(composed.substring(at + 1));
    }

    private static String local(String local) {
        String folded = CaseFolding.fold(local);
        if (folded.isEmpty() || !folded.codePoints().allMatch(EmailAddress::isVisible)) {
            throw refusal("no local part, or one with white space or control characters");
        }
        return folded;
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String domain(String domain) {
        String lower = CaseFolding.compose(CaseFolding.lower(domain)).replace(IDEOGRAPHIC_FULL_STOP, '.');
        String ascii =
                Stream.of(lower.split("\\.", -1)).map(EmailAddress::label).collect(Collectors.joining("."));
        if (ascii.length() > MAX_DOMAIN) {
            throw refusal("too long a domain");
        }
        return ascii;
    }

    private static String label(String label) {
        if (label.isEmpty() || label.length() > MAX_LABEL || !label.codePoints().allMatch(EmailAddress::isInLabel)) {
            throw refusal(
                    "no domain, or one with other characters than letters, digits and hyphens: write it as DNS has it");
        }
        String ascii = Punycode.label(label);
        if (ascii.length() > MAX_LABEL) {
            throw refusal("too long a label in its domain");
        }
        return ascii;
    }

    /** RFC 5892 section 2.1, LetterDigits; the underscore stands in names of hosts that exist. */
    private static boolean isInLabel(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.LOWERCASE_LETTER,
                    Character.OTHER_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.DECIMAL_DIGIT_NUMBER -> true;
            default -> codePoint == '-' || codePoint == '_';
        };
    }

    private static IllegalArgumentException refusal(String problem) {
        return new IllegalArgumentException("the text is no e-mail address: it has " + problem);
    }
}
