package io.redoubt.field;

/**
 * How far a column has come on its way from plaintext to ciphertext. Each step can be deployed beside the one before it.
 *
 * @since 0.1.0
 */
public enum Migration {
    /** Plaintext, as before. */
    OFF(Reads.ANYTHING, Writes.PLAINTEXT),
    /** Plaintext is written, both are read: every instance must have come here before one goes on. */
    READ_BOTH_WRITE_PLAIN(Reads.BOTH, Writes.PLAINTEXT),
    /** Ciphertext is written, both are read. Plaintext that somebody plants is read, too. */
    READ_BOTH_WRITE_ENCRYPTED(Reads.BOTH, Writes.CIPHERTEXT),
    /** Ciphertext alone; plaintext is refused. */
    ENCRYPTED_ONLY(Reads.CIPHERTEXT, Writes.CIPHERTEXT);

    private final Reads reads;
    private final Writes writes;

    Migration(Reads reads, Writes writes) {
        this.reads = reads;
        this.writes = writes;
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
