package io.redoubt.masking;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the values of a key.
 *
 * @param rule by which they are masked; null for those that are not
 * @param withinWords whether the name also matches in the middle of a word, as in {@code dbpassword}
 * @param what they are, if they are not masked
 */
record KeyEntry(@Nullable Rule rule, boolean withinWords, What what) {

    /** Why values are masked or not. */
    enum What {
        /** They are masked. */
        SECRET,
        /** They are no more than text like any other. */
        NOTHING,
        /** They name a request or a thing; what looks like such a name is not searched. */
        IDENTIFIER,
        /** They are left as they are: somebody said so. */
        ALLOWED
    }

    static KeyEntry secret(Rule rule, boolean withinWords) {
        return new KeyEntry(rule, withinWords, What.SECRET);
    }

    static KeyEntry of(What what) {
        return new KeyEntry(null, false, what);
    }
}
