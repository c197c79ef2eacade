package io.redoubt.field;

import io.redoubt.key.Accepted;
import io.redoubt.key.FixedRandom;
import io.redoubt.key.ServiceKeyset;
import io.redoubt.key.Subject;
import io.redoubt.key.SubjectKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.AEADBadTagException;

/** The keys of subjects in memory: all of the same bytes, so that names and numbers alone keep them apart. */
final class TestSubjectKeys implements SubjectKeys {

    /** Of which each key has 32. */
    static final int EACH_BYTE = 7;

    private final ServiceKeyset keys;
    private final Map<Subject, Long> current = new HashMap<>();
    private final Map<Subject, Long> erasedUpTo = new HashMap<>();

    TestSubjectKeys(ServiceKeyset keys) {
        this.keys = keys;
    }

    void erase(Subject subject) {
        erasedUpTo.put(subject, current.getOrDefault(subject, 1L));
    }

    void reinstate(Subject subject) {
        current.put(subject, erasedUpTo.getOrDefault(subject, 0L) + 1);
    }

    @Override
    public Optional<SubjectKey> current(Subject subject) throws AEADBadTagException {
        return numbered(subject, current.computeIfAbsent(subject, it -> 1L));
    }

    @Override
    public Optional<SubjectKey> numbered(Subject subject, long number) throws AEADBadTagException {
        if (number <= erasedUpTo.getOrDefault(subject, 0L)) {
            return Optional.empty();
        }
        if (number > current.getOrDefault(subject, 1L)) {
            throw new AEADBadTagException("there is no such key");
        }
        return Optional.of(keys.unwrap(keys.newSubjectKey(subject, number, new FixedRandom(EACH_BYTE)), Accepted.LIVE));
    }
}
