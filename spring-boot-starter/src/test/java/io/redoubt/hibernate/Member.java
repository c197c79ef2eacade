package io.redoubt.hibernate;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody of whom an application looks for everything. */
@Entity
class Member {

    @Id
    UUID id = UUID.randomUUID();

    @Nullable
    String city;

    @Encrypted
    @Searchable(normaliser = "email-1")
    @Nullable
    String email;

    @Encrypted
    int score;

    @Encrypted
    @Nullable
    Long salary;

    @Encrypted(comparable = true)
    @Nullable
    String code;

    @Embedded
    @Nullable
    Address address;

    @Encrypted
    @ElementCollection
    List<String> notes = List.of();

    protected Member() {}

    Member(@Nullable String city, @Nullable String email) {
        this.city = city;
        this.email = email;
    }

    /** Where somebody lives. */
    @Embeddable
    static class Address {
        @Encrypted
        @Nullable
        String street;

        @Nullable
        String place;
    }
}
