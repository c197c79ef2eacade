package io.redoubt.masking;

import java.util.List;

/** Telegram Bot API, "Authorizing your bot": the number of the bot, a colon, 35 characters. */
final class TelegramToken implements Detector {

    private static final int SECRET = 35;

    @Override
    public String id() {
        return "cred.provider.telegram";
    }

    @Override
    public List<Anchor> anchors() {
        return List.of(Anchor.digits(8, 24)); // a time of day may stand before the number, one space apart
    }

    @Override
    public long find(byte[] text, int start, int end) {
        int from = end + 1;
        int to = from + SECRET;
        if (to > text.length
                || text[end] != ':'
                || text[from] != 'A'
                || TokenAlphabet.URL64.end(text, from, to) < to
                || (to < text.length && TokenAlphabet.URL64.has(text[to]))
                || !TokenCheck.RANDOM.passes(text, from, to)) {
            return Span.NONE;
        }
        int number = end;
        while (number > start && text[number - 1] >= '0' && text[number - 1] <= '9') {
            number--;
        }
        return end - number < 8 || end - number > 10 ? Span.NONE : Span.of(number, to);
    }
}
