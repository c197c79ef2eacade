package io.redoubt.masking;

/** RFC 4648, section 6, in lower case and without padding. */
final class Base32 {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private Base32() {}

    /** {@return the first bytes, of which there are a multiple of five} */
    static String lowerCase(byte[] bytes, int count) {
        StringBuilder text = new StringBuilder(count * 8 / 5);
        long group = 0;
        for (int i = 0; i < count; i++) {
            group = group << 8 | (bytes[i] & 0xff);
            if (i % 5 == 4) {
                for (int shift = 35; shift >= 0; shift -= 5) {
                    text.append(ALPHABET.charAt((int) (group >>> shift) & 31));
                }
                group = 0;
            }
        }
        return text.toString();
    }
}
