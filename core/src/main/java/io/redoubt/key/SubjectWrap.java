package io.redoubt.key;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.internal.Enc;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;

/**
 * Wraps keys of subjects under keys of this service, each for its subject, number and epoch. FORMATS section 6. Immutable and
 * thread-safe.
 *
 * @param trustDomain of the service
 * @param service whose keys they are
 */
record SubjectWrap(TrustDomain trustDomain, ServiceName service) {

    WrappedSubjectKey fresh(Subject subject, long number, SealingKey wrapping, SecureRandom random) {
        byte[] key = new byte[SubjectKey.BYTES];
        random.nextBytes(key);
        return wrap(subject, number, wrapping, key);
    }

    SubjectKey unwrap(WrappedSubjectKey wrapped, OpeningKey unwrapping) throws AEADBadTagException {
        byte[] key = open(wrapped, unwrapping);
        try {
            return SubjectKey.of(wrapped.subject(), wrapped.number(), key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    WrappedSubjectKey rewrap(WrappedSubjectKey wrapped, OpeningKey unwrapping, SealingKey wrapping)
            throws AEADBadTagException {
        return wrap(wrapped.subject(), wrapped.number(), wrapping, open(wrapped, unwrapping));
    }

    private byte[] open(WrappedSubjectKey wrapped, OpeningKey unwrapping) throws AEADBadTagException {
        return unwrapping.open(wrapped.bytes(), place(wrapped.subject(), wrapped.number(), wrapped.epoch()));
    }

    /** @param key is overwritten */
    private WrappedSubjectKey wrap(Subject subject, long number, SealingKey wrapping, byte[] key) {
        try {
            byte[] sealed = wrapping.seal(key, place(subject, number, wrapping.epoch()));
            return WrappedSubjectKey.of(subject, number, wrapping.epoch(), sealed);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private byte[] place(Subject subject, long number, int epoch) {
        return Enc.label("redoubt/subject/v1")
                .ascii(trustDomain.value())
                .ascii(service.value())
                .optionalText(subject.tenant())
                .text(subject.id())
                .number(number)
                .number(epoch)
                .toBytes();
    }
}
