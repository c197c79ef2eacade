package io.redoubt.masking;

import java.util.List;
import java.util.stream.Stream;

/** Discord, "Authentication": the number of the bot in Base64, a time, a code; three parts between dots. */
final class DiscordToken implements Detector {

    private static final TokenAlphabet PART = TokenAlphabet.URL64;

    @Override
    public String id() {
        return "cred.provider.discord";
    }

    /** {@return how 17 to 20 digits begin in Base64: the first digit is no zero, and the third one leaves two bits to the third place} */
    @Override
    public List<Anchor> anchors() {
        return Stream.of("mt", "mj", "mz", "nd", "nt", "nj", "nz", "od", "ot")
                .flatMap(two -> "aeimquycgk".chars().mapToObj(third -> Anchor.word(two + (char) third)))
                .toList();
    }

    @Override
    public long find(byte[] text, int start, int end) {
        if (text[start] != 'M' && text[start] != 'N' && text[start] != 'O') {
            return Span.NONE;
        }
        int first = PART.end(text, start, start + 29);
        int second = PART.end(text, first + 1, first + 9);
        int third = PART.end(text, second + 1, second + 47);
        boolean fits = within(first - start, 22, 28)
                && within(second - first - 1, 5, 8)
                && within(third - second - 1, 25, 45)
                && text[first] == '.'
                && text[second] == '.'
                && TokenCheck.RANDOM.passes(text, start, third);
        return fits ? Span.of(start, third) : Span.NONE;
    }

    private static boolean within(int value, int min, int max) {
        return value >= min && value <= max;
    }
}
