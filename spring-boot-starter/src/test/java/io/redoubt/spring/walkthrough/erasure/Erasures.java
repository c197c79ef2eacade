package io.redoubt.spring.walkthrough.erasure;

import io.redoubt.field.jdbc.ErasureCheck;
import io.redoubt.field.jdbc.ErasureRecord;
import io.redoubt.field.jdbc.SubjectKeyStore;
import io.redoubt.key.Subject;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Erases patients. */
// region erasures
@Service
public class Erasures {

    private final SubjectKeyStore subjects;

    public Erasures(SubjectKeyStore subjects) {
        this.subjects = subjects;
    }

    public ErasureRecord erase(long patient, String clerk, String reason) {
        return subjects.erase(subject(patient), clerk, reason);
    }

    public ErasureRecord reinstate(long patient, String clerk, String reason) {
        return subjects.reinstate(subject(patient), clerk, reason);
    }

    public List<ErasureRecord> history(long patient) {
        return subjects.records(subject(patient));
    }

    public ErasureCheck check() {
        return subjects.checkRecords();
    }

    private static Subject subject(long patient) {
        return new Subject(Optional.empty(), Long.toString(patient));
    }
}
// endregion
