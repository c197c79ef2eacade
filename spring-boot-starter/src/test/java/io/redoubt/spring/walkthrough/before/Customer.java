package io.redoubt.spring.walkthrough.before;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/** A customer as it was. */
// region before
@Entity
public class Customer {

    @Id
    @GeneratedValue
    private Long id;

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
