package io.redoubt.masking;

/**
 * What becomes of a value that was found. Immutable.
 *
 * @since 0.1.0
 */
public sealed interface Strategy {

    /** Says what stood there, as in {@code [REDACTED:password]}. */
    record Placeholder() implements Strategy {}

    /**
     * Says it, and keeps the last characters where they are at most a third of the value, as in {@code [REDACTED:card ...1111]}.
     *
     * @param count 1 to 8
     */
    record KeepLast(int count) implements Strategy {
        /**
         * Refuses to keep nothing or too much.
         *
         * @param count 1 to 8
         */
        public KeepLast {
            if (count < 1 || count > 8) {
                throw new IllegalArgumentException("keep-last keeps 1 to 8 characters");
            }
        }
    }

    /** Says it, and names the value so that the same value is found again, as in {@code [REDACTED:email k1.mfrggzdfmztwq2lk]}. */
    record Pseudonym() implements Strategy {}

    /** Leaves nothing. Where a value has to stand, as in JSON, that is an empty text. */
    record Drop() implements Strategy {}

    /** Leaves the value as it is: the detector is off. */
    record Keep() implements Strategy {}

    /** {@return the strategy that says what stood there} */
    static Strategy placeholder() {
        return new Placeholder();
    }

    /**
     * {@return the strategy that keeps the last characters}
     *
     * @param count 1 to 8
     * @throws IllegalArgumentException if it is another number
     */
    static Strategy keepLast(int count) {
        return new KeepLast(count);
    }

    /** {@return the strategy that names the value under a key; without a key it is the placeholder} */
    static Strategy pseudonym() {
        return new Pseudonym();
    }

    /** {@return the strategy that leaves nothing} */
    static Strategy drop() {
        return new Drop();
    }

    /** {@return the strategy that leaves the value} */
    static Strategy keep() {
        return new Keep();
    }

    /**
     * {@return the strategy of a name}
     *
     * @param name {@code placeholder}, {@code keep-last-4} (1 to 8), {@code pseudonym}, {@code drop} or {@code keep}
     * @throws IllegalArgumentException if it is none of them; the name is not repeated
     */
    static Strategy named(String name) {
        return switch (name) {
            case "placeholder" -> placeholder();
            case "pseudonym" -> pseudonym();
            case "drop" -> drop();
            case "keep" -> keep();
            default -> keepLastNamed(name);
        };
    }

    private static Strategy keepLastNamed(String name) {
        String prefix = "keep-last-";
        if (name.length() == prefix.length() + 1 && name.startsWith(prefix)) {
            return keepLast(Character.digit(name.charAt(prefix.length()), 10));
        }
        throw new IllegalArgumentException(
                "a strategy is placeholder, keep-last-1 to keep-last-8, pseudonym, drop or keep");
    }
}
