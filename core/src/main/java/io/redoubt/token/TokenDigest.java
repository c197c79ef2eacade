package io.redoubt.token;

/**
 * The seeded SHA-256 of a token, by which it is remembered: all 256 bits are compared, and the token itself is nowhere.
 */
record TokenDigest(long first, long second, long third, long fourth) {

    /** Every bit of a digest is as good as any other; nobody outside knows the seed, so nobody can aim at a bucket. */
    @Override
    public int hashCode() {
        return (int) first;
    }

    /** {@return that there is a digest; it stands for a credential} */
    @Override
    public String toString() {
        return "TokenDigest";
    }
}
