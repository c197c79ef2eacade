package io.redoubt.field;

/** Labels of domain names with characters beyond ASCII, as DNS has them: RFC 3492, encoding alone. Thread-safe. */
final class Punycode {

    private static final String PREFIX = "xn--";

    // RFC 3492 section 5
    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_N = 0x80;

    private Punycode() {}

    /** {@return the label in ASCII; it is itself if it is ASCII} */
    static String label(String label) {
        int[] input = label.codePoints().toArray();
        StringBuilder output = new StringBuilder();
        label.codePoints().filter(it -> it < INITIAL_N).forEach(output::appendCodePoint);
        int basic = output.length();
        if (basic == input.length) {
            return label;
        }
        if (basic > 0) {
            output.append('-');
        }
        encode(input, basic, output);
        return PREFIX + output;
    }

    /** RFC 3492 section 6.3. A label has at most 63 characters, so that nothing overflows. */
    private static void encode(int[] input, int basic, StringBuilder output) {
        int n = INITIAL_N;
        int delta = 0;
        int bias = INITIAL_BIAS;
        int handled = basic;
        while (handled < input.length) {
            int next = leastFrom(n, input);
            delta += (next - n) * (handled + 1);
            n = next;
            for (int codePoint : input) {
                if (codePoint < n) {
                    delta++;
                } else if (codePoint == n) {
                    number(delta, bias, output);
                    bias = adapt(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta++;
            n++;
        }
    }

    private static int leastFrom(int n, int[] input) {
        int least = Integer.MAX_VALUE;
        for (int codePoint : input) {
            if (codePoint >= n) {
                least = Math.min(least, codePoint);
            }
        }
        return least;
    }

    private static void number(int delta, int bias, StringBuilder output) {
        int q = delta;
        for (int k = BASE; ; k += BASE) {
            int t = Math.min(Math.max(k - bias, T_MIN), T_MAX);
            if (q < t) {
                output.append(digit(q));
                return;
            }
            output.append(digit(t + (q - t) % (BASE - t)));
            q = (q - t) / (BASE - t);
        }
    }

    /** a to z, then 0 to 9. */
    private static char digit(int value) {
        return (char) (value < 26 ? 'a' + value : '0' + value - 26);
    }

    /** RFC 3492 section 6.1. */
    private static int adapt(int delta, int points, boolean isFirst) {
        int left = isFirst ? delta / DAMP : delta / 2;
        left += left / points;
        int k = 0;
        while (left > (BASE - T_MIN) * T_MAX / 2) {
            left /= BASE - T_MIN;
            k += BASE;
        }
        return k + (BASE - T_MIN + 1) * left / (left + SKEW);
    }
}
