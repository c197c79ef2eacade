package io.redoubt.spring.walkthrough.after;

import io.redoubt.hibernate.Encrypted;
import io.redoubt.hibernate.Searchable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/** A customer with an encrypted e-mail address. */
// region after
@Entity
public class Customer {

    @Id
    @GeneratedValue
    private Long id;

    @Encrypted
    @Searchable(normaliser = "email-1")
    private String email;
    // endregion

    protected Customer() {}

    public Customer(String email) {
        this.email = email;
    }

    public Long getId() {
        return id;
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }
}
