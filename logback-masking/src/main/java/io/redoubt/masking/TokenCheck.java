package io.redoubt.masking;

/** Tells a random text from words. A fixed shape needs none. */
enum TokenCheck {
    /** Whatever the shape admits. */
    NONE {
        @Override
        boolean passes(int classes) {
            return true;
        }
    },
    /** A digit, or letters of both cases. */
    VARIED {
        @Override
        boolean passes(int classes) {
            return (classes & DIGIT) != 0 || (classes & LETTERS) == LETTERS;
        }
    },
    /** A digit and a letter. */
    MIXED {
        @Override
        boolean passes(int classes) {
            return (classes & DIGIT) != 0 && (classes & LETTERS) != 0;
        }
    },
    /** A digit and letters of both cases. */
    RANDOM {
        @Override
        boolean passes(int classes) {
            return classes == (DIGIT | LETTERS);
        }
    };

    private static final int DIGIT = 1;
    private static final int LETTERS = 2 | 4;

    abstract boolean passes(int classes);

    boolean passes(byte[] text, int from, int to) {
        int classes = 0;
        for (int i = from; i < to; i++) {
            byte c = text[i];
            if (c >= '0' && c <= '9') {
                classes |= DIGIT;
            } else if (c >= 'a' && c <= 'z') {
                classes |= 2;
            } else if (c >= 'A' && c <= 'Z') {
                classes |= 4;
            }
        }
        return passes(classes);
    }
}
