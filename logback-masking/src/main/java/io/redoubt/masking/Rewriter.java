package io.redoubt.masking;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a text anew with replacements for what was found. What was JSON stays JSON. Used by one thread, for one text. */
final class Rewriter {

    private final byte[] text;
    private final Replacements replacements;
    private final String source;
    private final FindingListener listener;
    private final ByteArrayOutputStream masked;
    private int written;

    Rewriter(byte[] text, Replacements replacements, String source, FindingListener listener) {
        this.text = text;
        this.replacements = replacements;
        this.source = source;
        this.listener = listener;
        this.masked = new ByteArrayOutputStream(text.length + 64);
    }

    /** {@return the new text; the old one if all that was found is allowed} */
    byte[] rewrite(Merged findings) {
        for (int i = 0; i < findings.count(); i++) {
            replace(findings.from(i), findings.to(i), findings.rule(i), findings.place(i));
        }
        if (written == 0) {
            return text;
        }
        masked.write(text, written, text.length - written);
        return masked.toByteArray();
    }

    private void replace(int from, int to, Rule rule, JsonPosition.Place place) {
        int end = withoutLineEnd(from, to);
        if (end <= from || replacements.isAllowed(rule, text, from, end)) {
            return;
        }
        masked.write(text, written, from - written);
        String quote = quote(from, end, place);
        write(quote);
        write(replacements.of(rule, text, from, end));
        write(quote);
        written = end;
        listener.found(source, rule.detector().id());
    }

    /** The end of a record is part of no value, even if that breaks off. */
    private int withoutLineEnd(int from, int to) {
        int end = to;
        while (to == text.length && end > from && Ascii.isLineEnd(text[end - 1])) {
            end--;
        }
        return end;
    }

    private void write(String replacement) {
        masked.writeBytes(replacement.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return the quotes that a number needs when a text takes its place: none, or those of its key, as deeply escaped} */
    private String quote(int from, int to, JsonPosition.Place place) {
        if (place == JsonPosition.Place.LITERAL) {
            return "\"";
        }
        int colon = from - 1;
        while (colon >= 0 && Ascii.isBlank(text[colon])) {
            colon--;
        }
        if (colon < 1 || text[colon] != ':' || text[colon - 1] != '"' || !isNumber(from, to)) {
            return "";
        }
        int escape = colon - 1;
        while (escape > 0 && text[escape - 1] == '\\' && colon - escape < 32) {
            escape--;
        }
        boolean begins = escape == colon - 1 && place == JsonPosition.Place.TEXT; // of the text that it stands in
        return begins ? "" : new String(text, escape, colon - escape, StandardCharsets.US_ASCII);
    }

    private boolean isNumber(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Ascii.isDigit(text[i]) && text[i] != '.' && text[i] != '-') {
                return false;
            }
        }
        int behind = Ascii.at(text, to);
        return Ascii.isSpace(behind) || ",}]\\".indexOf(behind) >= 0;
    }
}
