package io.redoubt.field.jdbc;

import io.redoubt.key.Subject;
import io.redoubt.key.WrappedSubjectKey;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the table of one key.
 *
 * @param number which of the subject's keys it is
 * @param key the key, or nothing if it was erased
 */
record SubjectKeyRow(long number, Optional<WrappedSubjectKey> key) {

    /** @throws AEADBadTagException if nothing like that was ever stored: somebody else wrote it */
    static SubjectKeyRow of(Subject subject, long number, int epoch, byte @Nullable [] wrapped)
            throws AEADBadTagException {
        if (wrapped == null) {
            return new SubjectKeyRow(number, Optional.empty());
        }
        try {
            return new SubjectKeyRow(number, Optional.of(WrappedSubjectKey.of(subject, number, epoch, wrapped)));
        } catch (IllegalArgumentException e) {
            throw new AEADBadTagException("what is stored is no key of a subject");
        }
    }
}
