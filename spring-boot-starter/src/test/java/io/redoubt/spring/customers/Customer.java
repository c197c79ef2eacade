package io.redoubt.spring.customers;

import io.redoubt.hibernate.Encrypted;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One customer. */
@Entity
public class Customer {

    @Id
    private UUID id = UUID.randomUUID();

    private @Nullable String city;

    @Encrypted(name = "customer.email")
    private @Nullable String email;

    protected Customer() {}

    public Customer(String city, @Nullable String email) {
        this.city = city;
        this.email = email;
    }

    public UUID getId() {
        return id;
    }

    public @Nullable String getCity() {
        return city;
    }

    public @Nullable String getEmail() {
        return email;
    }

    public void setEmail(@Nullable String email) {
        this.email = email;
    }
}
