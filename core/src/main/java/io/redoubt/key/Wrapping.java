package io.redoubt.key;

import java.security.SecureRandom;
import java.util.Optional;

/**
 * How the keys in a keyset file are hidden from whoever reads the file. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Wrapping {

    private static final Wrapping NONE = new Wrapping(Optional.empty());

    private final Optional<ForRecipient> recipient;

    private Wrapping(Optional<ForRecipient> recipient) {
        this.recipient = recipient;
    }

    /** {@return none: for a mount that nobody but the service can read} */
    public static Wrapping none() {
        return NONE;
    }

    /**
     * {@return that which only the owner of the private half opens}
     *
     * @param recipient the public half
     * @param random makes the key that is wrapped
     */
    public static Wrapping to(RecipientKey recipient, SecureRandom random) {
        return new Wrapping(Optional.of(new ForRecipient(recipient, random)));
    }

    Optional<ForRecipient> recipient() {
        return recipient;
    }

    record ForRecipient(RecipientKey key, SecureRandom random) {}
}
