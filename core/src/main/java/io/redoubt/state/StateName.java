package io.redoubt.state;

/**
 * A name of something in a shared store: a digest in which nobody can read what it is. Immutable.
 *
 * @param under the public name of the key under which the digest was made, or {@link #PLAIN}
 * @param digest 43 characters of base64url
 * @since 0.1.0
 */
public record StateName(String under, String digest) {

    /** Stands for no key: whoever guesses what a name means can check the guess. */
    public static final String PLAIN = "plain";

    static StateName plain(String digest) {
        return new StateName(PLAIN, digest);
    }

    boolean isPlain() {
        return under.equals(PLAIN);
    }
}
