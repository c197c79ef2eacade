package io.redoubt.masking;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a masker looks for, and what becomes of it. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class MaskingRules {

    private final SortedSet<String> detectorIds = new TreeSet<>();

    private MaskingRules() {}

    /**
     * {@return the rules of a profile}
     *
     * @param profile a choice of detectors
     */
    public static MaskingRules of(Profile profile) {
        return builder().profile(profile).build();
    }

    /** {@return a builder that begins with {@link Profile#DEFAULT}} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the ids of the detectors that are on, in order} */
    public SortedSet<String> detectorIds() {
        return detectorIds;
    }

    /** Collects rules. Not thread-safe. */
    public static final class Builder {

        private Builder() {}

        /**
         * Chooses the detectors to begin with.
         *
         * @param profile a choice of detectors
         * @return this
         */
        public Builder profile(Profile profile) {
            return this;
        }

        /**
         * Adds a detector of the application's own.
         *
         * @param detector with an id that no other one has
         * @return this
         * @throws IllegalArgumentException if it has no proper id or no anchor, or the id is taken
         */
        public Builder detector(Detector detector) {
            return this;
        }

        /**
         * Chooses what becomes of the values that a detector finds; {@link Strategy#keep()} switches it off, any other one switches it
         * on.
         *
         * @param detectorId of a detector
         * @param strategy for its values
         * @return this
         * @throws IllegalArgumentException if there is no such detector
         */
        public Builder strategy(String detectorId, Strategy strategy) {
            return this;
        }

        /**
         * Masks the values of a key.
         *
         * @param name in any notation ({@code customerRef}, {@code customer-ref})
         * @param detectorId as which its values are counted and treated
         * @return this
         * @throws IllegalArgumentException if the name has no letter or digit or more than 48, or there is no such detector
         */
        public Builder key(String name, String detectorId) {
            return this;
        }

        /**
         * Leaves the values of a key as they are, whatever they look like.
         *
         * @param name in any notation
         * @return this
         * @throws IllegalArgumentException if it has no letter or digit, or more than 48
         */
        public Builder allowKey(String name) {
            return this;
        }

        /**
         * Leaves a value as it is, wherever it stands.
         *
         * @param value exact; not empty
         * @return this
         * @throws IllegalArgumentException if it is empty
         */
        public Builder allowValue(String value) {
            return this;
        }

        /**
         * Names values for {@link Strategy#pseudonym()}; without it, placeholders stand there.
         *
         * @param names under a key
         * @return this
         */
        public Builder pseudonyms(Pseudonyms names) {
            return this;
        }

        /**
         * Erases exact values.
         *
         * @param secrets that may come and go later
         * @return this
         */
        public Builder knownSecrets(KnownSecrets secrets) {
            return this;
        }

        /** {@return the rules} */
        public MaskingRules build() {
            return new MaskingRules();
        }
    }
}
