package io.redoubt.field;

import io.redoubt.key.Accepted;
import io.redoubt.key.FieldName;
import io.redoubt.key.KeyRefusedException;
import io.redoubt.key.OpeningKey;
import io.redoubt.key.SealingKey;
import io.redoubt.key.ServiceKeyset;
import io.redoubt.key.Subject;
import io.redoubt.key.SubjectKey;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import javax.crypto.AEADBadTagException;

/**
 * Chooses the one key for a value. Thread-safe.
 *
 * @param keys of this service
 * @param subjects the keys of subjects, if there are such
 * @param minEpochs the oldest epoch that there is in a field, where it is known
 * @param accepted under which keys values are opened
 */
record ChosenKeys(
        ServiceKeyset keys, Optional<SubjectKeys> subjects, Map<FieldName, Integer> minEpochs, Accepted accepted) {

    static ChosenKeys of(ServiceKeyset keys) {
        return new ChosenKeys(keys, Optional.empty(), Map.of(), Accepted.LIVE);
    }

    ChosenKeys with(SubjectKeys keysOfSubjects) {
        return new ChosenKeys(keys, Optional.of(keysOfSubjects), minEpochs, accepted);
    }

    ChosenKeys acceptingFrom(Map<FieldName, Integer> oldest) {
        return new ChosenKeys(keys, subjects, Map.copyOf(oldest), accepted);
    }

    ChosenKeys acceptingCompromised() {
        return new ChosenKeys(keys, subjects, minEpochs, Accepted.EVEN_COMPROMISED);
    }

    /** {@return the key for a new value} */
    ForNew sealing(FieldContext context) {
        try {
            Optional<Subject> subject = context.subject();
            SealingKey ofField = keys.sealing(context.purpose(), context.field());
            if (subject.isEmpty()) {
                return new ForNew(ofField, OptionalLong.empty());
            }
            SubjectKey half = current(context.field(), subject.get());
            return new ForNew(ofField.of(half), OptionalLong.of(half.number()));
        } catch (KeyRefusedException e) {
            throw new FieldKeyException(context.field(), OptionalInt.empty(), e);
        }
    }

    /** {@return the key of a subject for new values} */
    SubjectKey current(FieldName field, Subject subject) {
        try {
            return subjectKeys().current(subject).orElseThrow(() -> new SubjectErasedException(field));
        } catch (KeyRefusedException e) {
            throw new FieldKeyException(field, OptionalInt.empty(), e);
        } catch (AEADBadTagException e) {
            throw TamperedFieldException.ofSubject(field, OptionalInt.empty());
        }
    }

    /** {@return the key that the header names, if the field may be sealed so: a ciphertext does not choose its binding} */
    OpeningKey opening(FieldContext context, CiphertextHeader header) {
        OptionalInt epoch = OptionalInt.of(header.epoch());
        if (header.epoch() < minEpochs.getOrDefault(context.field(), 0)) {
            throw new OutdatedFieldException(context.field(), header.epoch());
        }
        try {
            Optional<SubjectKey> subject = subject(context, header);
            OpeningKey key = keys.opening(context.purpose(), context.field(), header.epoch(), accepted);
            if (key.suite() != header.suite()) {
                throw new MalformedFieldException(
                        context.field(), epoch, "the ciphertext says another suite than that of the key");
            }
            return subject.isPresent() ? key.of(subject.get()) : key;
        } catch (KeyRefusedException e) {
            throw new FieldKeyException(context.field(), epoch, e);
        }
    }

    /** Asked for first: what was erased stays erased, whichever keys were retired since. */
    private Optional<SubjectKey> subject(FieldContext context, CiphertextHeader header) {
        OptionalInt epoch = OptionalInt.of(header.epoch());
        Optional<Subject> subject = context.subject();
        if (subject.isPresent() != header.subjectNumber().isPresent()) {
            throw new MalformedFieldException(
                    context.field(),
                    epoch,
                    subject.isPresent()
                            ? "the ciphertext needs no key of a subject, and the field has subjects"
                            : "the ciphertext needs the key of a subject, and the field has no subjects");
        }
        if (subject.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(subjectKeys()
                    .numbered(subject.get(), header.subjectNumber().getAsLong())
                    .orElseThrow(() -> new SubjectErasedException(context.field())));
        } catch (AEADBadTagException e) {
            throw TamperedFieldException.ofSubject(context.field(), epoch);
        }
    }

    private SubjectKeys subjectKeys() {
        return subjects.orElseThrow(() ->
                new IllegalStateException("values of subjects need their keys: make the cipher with(SubjectKeys)"));
    }

    /**
     * What a new value is sealed with.
     *
     * @param key the key
     * @param subjectNumber the number of the subject's key, if that is the half of it
     */
    record ForNew(SealingKey key, OptionalLong subjectNumber) {}
}
