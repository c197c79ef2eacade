package io.redoubt.field;

import io.redoubt.key.Suite;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What everybody may read in a ciphertext without a key, none of it believed before the ciphertext has opened. FORMATS section 4.
 * Immutable and thread-safe.
 *
 * @param suite with which it says to be sealed
 * @param epoch of the key under which it says to be
 * @param subjectNumber number of the subject's key that it says to need besides, if it does
 * @param length how many bytes the header has
 * @since 0.1.0
 */
public record CiphertextHeader(Suite suite, int epoch, OptionalLong subjectNumber, int length) {

    /** Never occurs in well-formed UTF-8, so that no text looks like a ciphertext. */
    static final byte MAGIC = (byte) 0xC1;

    /** With what a ciphertext in a text column begins. */
    static final String TEXT_PREFIX = "r1.";

    static final int MAX_EPOCH = 65_535;

    private static final int FORMAT = 1;
    private static final int NIBBLE = 4;
    private static final int NIBBLE_MASK = 0xF;
    private static final int EPOCH_AT = 2;
    private static final int MAX_EPOCH_BYTES = 3;
    private static final int MAX_SUBJECT_BYTES = 5;
    private static final long MAX_SUBJECT = 0xFFFF_FFFFL;
    private static final int FLAG_BITS = 2;
    private static final int SUBJECT_FLAG = 1;
    private static final int RESERVED_FLAG = 2;

    /**
     * Accepts a header.
     *
     * @param suite with which it says to be sealed
     * @param epoch of the key
     * @param subjectNumber of the subject's key, if it needs one
     * @param length of the header, in bytes
     * @throws IllegalArgumentException if the suite does not encrypt, the epoch is not 1 to 65,535, the number of the subject's
     *     key not 0 to 2<sup>32</sup> - 1, or the length is not theirs
     */
    public CiphertextHeader {
        long flags = subjectNumber.isPresent() ? SUBJECT_FLAG : 0;
        long subject = subjectNumber.orElse(0);
        int subjectBytes = subjectNumber.isPresent() ? Leb128.size(subject) : 0;
        if (epoch < 1 || epoch > MAX_EPOCH || subject < 0 || subject > MAX_SUBJECT) {
            throw new IllegalArgumentException("an epoch is 1 to 65535, and the number of a key has 32 bits");
        }
        if (length != EPOCH_AT + Leb128.size((long) epoch << FLAG_BITS | flags) + subjectBytes) {
            throw new IllegalArgumentException("a header of this content has another length");
        }
        StoredSuite.of(suite);
    }

    /**
     * {@return the header, or nothing if the bytes are no ciphertext of format 1}
     *
     * @param ciphertext any bytes
     */
    public static Optional<CiphertextHeader> parse(byte[] ciphertext) {
        if (ciphertext.length <= EPOCH_AT || ciphertext[0] != MAGIC || (ciphertext[1] & 0xFF) >> NIBBLE != FORMAT) {
            return Optional.empty();
        }
        Optional<StoredSuite> suite = StoredSuite.of(ciphertext[1] & NIBBLE_MASK);
        OptionalLong epochAndFlags = Leb128.read(ciphertext, EPOCH_AT, MAX_EPOCH_BYTES);
        if (suite.isEmpty() || epochAndFlags.isEmpty()) {
            return Optional.empty();
        }
        return parse(ciphertext, suite.get(), epochAndFlags.getAsLong());
    }

    private static Optional<CiphertextHeader> parse(byte[] ciphertext, StoredSuite suite, long epochAndFlags) {
        long epoch = epochAndFlags >>> FLAG_BITS;
        int length = EPOCH_AT + Leb128.size(epochAndFlags);
        OptionalLong subject = OptionalLong.empty();
        if ((epochAndFlags & SUBJECT_FLAG) != 0) {
            subject = Leb128.read(ciphertext, length, MAX_SUBJECT_BYTES);
            if (subject.isEmpty() || subject.getAsLong() > MAX_SUBJECT) {
                return Optional.empty();
            }
            length += Leb128.size(subject.getAsLong());
        }
        if ((epochAndFlags & RESERVED_FLAG) != 0
                || epoch < 1
                || epoch > MAX_EPOCH
                || ciphertext.length - length <= suite.overhead()) {
            return Optional.empty();
        }
        return Optional.of(new CiphertextHeader(suite.suite(), (int) epoch, subject, length));
    }

    /**
     * {@return the header of a ciphertext as it stands in a text column, or nothing if the text is none}
     *
     * @param ciphertext any text
     */
    public static Optional<CiphertextHeader> parseText(String ciphertext) {
        return CiphertextText.bytes(ciphertext).flatMap(CiphertextHeader::parse);
    }

    /** {@return how many bytes of nonce its suite has; none if it is deterministic} */
    public int nonceLength() {
        return StoredSuite.of(suite).nonceBytes();
    }

    /** {@return how many bytes of authentication tag its suite has} */
    public int tagLength() {
        return StoredSuite.of(suite).tagBytes();
    }

    /**
     * {@return the bytes of a header}
     *
     * @param subjectNumber number of the subject's key, if one is used besides
     */
    static byte[] write(Suite suite, int epoch, OptionalLong subjectNumber) {
        long epochAndFlags = (long) epoch << FLAG_BITS | (subjectNumber.isPresent() ? SUBJECT_FLAG : 0);
        int subjectAt = EPOCH_AT + Leb128.size(epochAndFlags);
        byte[] header = new byte[subjectAt + (subjectNumber.isPresent() ? Leb128.size(subjectNumber.getAsLong()) : 0)];
        header[0] = MAGIC;
        header[1] = (byte) (FORMAT << NIBBLE | StoredSuite.of(suite).nibble());
        Leb128.write(header, EPOCH_AT, epochAndFlags);
        if (subjectNumber.isPresent()) {
            Leb128.write(header, subjectAt, subjectNumber.getAsLong());
        }
        return header;
    }
}
