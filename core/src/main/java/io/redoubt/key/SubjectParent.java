package io.redoubt.key;

import io.redoubt.internal.Enc;
import io.redoubt.internal.HkdfSha512;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * This service's half of the keys of all subjects in one field and epoch; the other half is the key of a subject. FORMATS section
 * 6. Equal to itself alone, so that keys that were made from it go with its keyset. Thread-safe.
 */
final class SubjectParent {

    private final KeyEntry entry;
    private final PrfKey parent;
    private final Expiry expiry;

    private SubjectParent(KeyEntry entry, PrfKey parent, Expiry expiry) {
        this.entry = entry;
        this.parent = parent;
        this.expiry = expiry;
    }

    /** P64 = HKDF-Expand(LEAF(field, epoch), enc("redoubt/field/v1/parent", entity, field, suite), 64). */
    static SubjectParent of(KeyEntry entry, PrfKey leaf, FieldName name, Expiry expiry)
            throws GeneralSecurityException {
        byte[] info = Enc.label("redoubt/field/v1/parent")
                .text(name.entity())
                .text(name.field())
                .ascii(entry.suite().id())
                .toBytes();
        byte[] parent = leaf.derive(info, PrfKey.BYTES);
        try {
            return new SubjectParent(entry, PrfKey.of(parent), expiry);
        } finally {
            Arrays.fill(parent, (byte) 0);
        }
    }

    /** HKDF-Expand(HMAC-SHA-512(P64, SK), enc("redoubt/field/v1/subject", subject, number, suite, L), L). */
    DataKey derive(Subject subject, long number, byte[] subjectKey) {
        int bytes = DataCipher.keyBytes(entry.suite());
        byte[] info = Enc.label("redoubt/field/v1/subject")
                .text(subject.id())
                .number(number)
                .ascii(entry.suite().id())
                .number(bytes)
                .toBytes();
        byte[] both = new byte[0];
        byte[] key = new byte[0];
        try {
            both = parent.mac(subjectKey);
            key = HkdfSha512.expand(both, info, bytes);
            return DataKey.ofSubject(entry, key, expiry);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key of this suite cannot be made", e);
        } finally {
            Arrays.fill(both, (byte) 0);
            Arrays.fill(key, (byte) 0);
        }
    }
}
