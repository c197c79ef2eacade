package io.redoubt.hibernate;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

@Entity
class Customer {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    @Nullable
    Long id;

    @Nullable
    String city;

    @Encrypted
    @Nullable
    String email;

    protected Customer() {}

    Customer(@Nullable String city, @Nullable String email) {
        this.city = city;
        this.email = email;
    }
}
