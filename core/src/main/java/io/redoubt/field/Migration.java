package io.redoubt.field;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far a column has come on its way from plaintext to ciphertext. Each step can be deployed beside the one before it.
 *
 * @since 0.1.0
 */
public enum Migration {
    /** Plaintext, as before. */
    OFF("off", Reads.ANYTHING, Writes.PLAINTEXT),
    /** Plaintext is written, both are read: every instance must have come here before one goes on. */
    READ_BOTH_WRITE_PLAIN("read-both-write-plain", Reads.BOTH, Writes.PLAINTEXT),
    /** Ciphertext is written, both are read. Plaintext that somebody plants is read, too. */
    READ_BOTH_WRITE_ENCRYPTED("read-both-write-encrypted", Reads.BOTH, Writes.CIPHERTEXT),
    /** Ciphertext alone; plaintext is refused. */
    ENCRYPTED_ONLY("encrypted-only", Reads.CIPHERTEXT, Writes.CIPHERTEXT);

    private final String id;
    private final Reads reads;
    private final Writes writes;

    Migration(String id, Reads reads, Writes writes) {
        this.id = id;
        this.reads = reads;
        this.writes = writes;
    }

    /** {@return the name in settings and in the lock file} */
    public String id() {
        return id;
    }

    /** @param id any text */
    static Optional<Migration> of(String id) {
        return Stream.of(values()).filter(it -> it.id.equals(id)).findAny();
    }

    Reads reads() {
        return reads;
    }

    Writes writes() {
        return writes;
    }

    /** What is accepted. */
    enum Reads {
        /** As it is, ciphertext included. */
        ANYTHING,
        /** What looks like ciphertext must open; the rest is plaintext. */
        BOTH,
        /** What does not open is refused. */
        CIPHERTEXT
    }

    /** What is stored. */
    enum Writes {
        /** The value itself. */
        PLAINTEXT,
        /** The value sealed. */
        CIPHERTEXT
    }
}
