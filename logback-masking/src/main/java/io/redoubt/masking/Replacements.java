package io.redoubt.masking;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes what stands in the place of a value. Immutable and thread-safe.
 *
 * @param allowed values that stay
 * @param pseudonyms names for values; null if there is no key for them
 */
record Replacements(Set<String> allowed, @Nullable Pseudonyms pseudonyms) {

    private static final int LONGEST_DESCRIPTION = 200;

    boolean isAllowed(Rule rule, byte[] text, int from, int to) {
        if (rule.isAllowed()) {
            return true;
        }
        return !allowed.isEmpty() && allowed.contains(new String(text, from, to - from, StandardCharsets.UTF_8));
    }

    String of(Rule rule, byte[] text, int from, int to) {
        Strategy strategy = rule.strategy();
        if (strategy instanceof Strategy.Drop) {
            return "";
        }
        String more = "";
        if (strategy instanceof Strategy.KeepLast last) {
            more = kept(text, from, to, last.count());
        } else if (strategy instanceof Strategy.Pseudonym && pseudonyms != null) {
            more = plain(pseudonyms.of(rule.label(), normalised(rule, text, from, to)));
        } else {
            more = plain(rule.detector().describe(text, from, to));
        }
        return more.isEmpty() ? "[REDACTED:" + rule.label() + "]" : "[REDACTED:" + rule.label() + " " + more + "]";
    }

    /** {@return the last letters or digits; empty if that were more than a third of them} */
    private static String kept(byte[] text, int from, int to, int count) {
        StringBuilder last = new StringBuilder();
        int all = 0;
        for (int i = to - 1; i >= from; i--) {
            int c = text[i];
            if (c >= 0 && Ascii.isAlphanumeric(c)) {
                all++;
                if (last.length() < count) {
                    last.append((char) c);
                }
            }
        }
        return all < 3 * count ? "" : "..." + last.reverse();
    }

    /** {@return the value as it is known by: letters in one case, and without the separators of numbers} */
    private static byte[] normalised(Rule rule, byte[] text, int from, int to) {
        String value = new String(text, from, to - from, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        return (rule.extent() == Extent.CODE && !rule.label().equals("email") ? value.replaceAll("[ ./-]", "") : value)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String plain(String description) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < Math.min(description.length(), LONGEST_DESCRIPTION); i++) {
            char c = description.charAt(i);
            boolean told = Ascii.isDigit(c) || Ascii.isLower(Ascii.lower(c)) || "._:/=-".indexOf(c) >= 0;
            plain.append(told ? c : ' ');
        }
        return plain.toString().strip();
    }
}
