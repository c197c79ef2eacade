package io.redoubt.spring.walkthrough.erasure;

import io.redoubt.hibernate.Encrypted;
import io.redoubt.hibernate.Searchable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/** Somebody who can be erased. */
// region patient
@Entity
public class Patient {

    @Id
    @GeneratedValue
    private Long id;

    @Encrypted(subject = "id")
    @Searchable(normaliser = "email-1")
    private String email;
    // endregion

    protected Patient() {}

    public Patient(String email) {
        this.email = email;
    }

    public Long getId() {
        return id;
    }

    public String getEmail() {
        return email;
    }
}
