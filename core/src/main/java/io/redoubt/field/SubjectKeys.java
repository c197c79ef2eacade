package io.redoubt.field;

import io.redoubt.key.KeyRefusedException;
import io.redoubt.key.Subject;
import io.redoubt.key.SubjectKey;
import java.util.Optional;
import javax.crypto.AEADBadTagException;

/**
 * Finds the keys of subjects, which can be erased. FORMATS section 6. Thread-safe.
 *
 * @since 0.1.0
 */
public interface SubjectKeys {

    /**
     * {@return the key for new values of a subject, the first one being made if there is none; nothing if the subject was erased, and
     *     not reinstated since}
     *
     * @param subject whom the value is about
     * @throws KeyRefusedException if there is no key to wrap or unwrap it with
     * @throws AEADBadTagException if the key that is stored is not that of the subject
     */
    Optional<SubjectKey> current(Subject subject) throws AEADBadTagException;

    /**
     * {@return the key for values of a subject that exist; nothing if it was erased}
     *
     * @param subject whom the value is about
     * @param number which of the subject's keys, as it stands beside the value
     * @throws KeyRefusedException if there is no key to unwrap it with
     * @throws AEADBadTagException if there is no such key, or the one that is stored is not that of the subject
     */
    Optional<SubjectKey> numbered(Subject subject, long number) throws AEADBadTagException;
}
