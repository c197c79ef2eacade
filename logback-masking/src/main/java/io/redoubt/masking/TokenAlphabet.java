package io.redoubt.masking;

/** The characters that a kind of token is made of. */
enum TokenAlphabet {
    HEX("0123456789abcdef"),
    HEX_ANY(HEX.characters + "ABCDEF"),
    HEX_KEBAB(HEX.characters + "-"),
    BASE32("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
    LOWER36("0123456789abcdefghijklmnopqrstuvwxyz"),
    UPPER36("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    UPPER36_KEBAB(UPPER36.characters + "-"),
    BASE62(UPPER36.characters + "abcdefghijklmnopqrstuvwxyz"),
    KEBAB(BASE62.characters + "-"),
    WORD(BASE62.characters + "_"),
    URL64(BASE62.characters + "-_"),
    DOTTED(URL64.characters + "."),
    /** RFC 4648, section 5, with padding, in parts. */
    DOTTED_PADDED(DOTTED.characters + "="),
    BASE64(BASE62.characters + "+/="),
    /** RFC 4648, sections 4 and 5. */
    ANY64(BASE64.characters + "-_"),
    /** The same where a URL may have escaped it. */
    PERCENT64(ANY64.characters + "%"),
    PATH(URL64.characters + "/@.%"),
    /** Modular crypt format, and what libraries made of it. */
    CRYPT(BASE62.characters + "./$=+-_:"),
    /** The PHC string format, which has commas between parameters. */
    PHC(CRYPT.characters + ","),
    /** What an unencoded password is read to consist of. */
    VISIBLE(CRYPT.characters + "!#%&*?@^~");

    private final String characters;
    private final long low;
    private final long high;

    TokenAlphabet(String characters) {
        this.characters = characters;
        this.low = bits(characters, 0);
        this.high = bits(characters, Long.SIZE);
    }

    private static long bits(String characters, int from) {
        long bits = 0;
        for (int i = 0; i < characters.length(); i++) {
            int offset = characters.charAt(i) - from;
            bits |= offset >= 0 && offset < Long.SIZE ? 1L << offset : 0;
        }
        return bits;
    }

    /** {@return each character once} */
    String characters() {
        return characters;
    }

    boolean has(byte c) {
        return c >= 0 && ((c < Long.SIZE ? low : high) & 1L << c) != 0;
    }

    /** {@return where a run of its characters ends that begins at an offset; at the limit at the latest} */
    int end(byte[] text, int from, int limit) {
        int end = from;
        int last = Math.min(limit, text.length);
        while (end < last && has(text[end])) {
            end++;
        }
        return end;
    }
}
