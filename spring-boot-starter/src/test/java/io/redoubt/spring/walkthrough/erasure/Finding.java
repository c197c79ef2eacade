package io.redoubt.spring.walkthrough.erasure;

import io.redoubt.hibernate.Encrypted;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/** What was found out about a patient. */
// region finding
@Entity
public class Finding {

    @Id
    @GeneratedValue
    private Long id;

    private Long patientId;

    @Encrypted(subject = "patientId")
    private String text;
    // endregion

    protected Finding() {}

    public Finding(Long patientId, String text) {
        this.patientId = patientId;
        this.text = text;
    }

    public Long getId() {
        return id;
    }

    public Long getPatientId() {
        return patientId;
    }

    public String getText() {
        return text;
    }
}
