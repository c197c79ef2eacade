package io.redoubt.masking;

import java.util.List;
import java.util.stream.IntStream;

/** Mailchimp, "About API keys": 32 hexadecimal digits, and the data centre that the key is for ({@code -us6}). */
final class MailchimpKey implements Detector {

    private static final int SECRET = 32;

    @Override
    public String id() {
        return "cred.provider.mailchimp";
    }

    @Override
    public List<Anchor> anchors() {
        return IntStream.rangeClosed(1, 9)
                .mapToObj(digit -> Anchor.word("us" + digit))
                .toList();
    }

    @Override
    public long find(byte[] text, int start, int end) {
        int from = start - 1 - SECRET;
        if (from < 0
                || text[start - 1] != '-'
                || TokenAlphabet.HEX.end(text, from, start - 1) < start - 1
                || (Ascii.isAlphanumeric(Ascii.at(text, from - 1)) && Ascii.at(text, from - 2) != '\\')) {
            return Span.NONE;
        }
        int to = Ascii.isDigit(Ascii.at(text, end)) ? end + 1 : end;
        return Ascii.isAlphanumeric(Ascii.at(text, to)) ? Span.NONE : Span.of(from, to);
    }
}
