package io.redoubt.quickstart.orders;

import io.redoubt.hibernate.Encrypted;
import io.redoubt.hibernate.Searchable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An order, and the e-mail address to which its receipt goes: nobody who reads the database sees that. */
@Entity
@Table(name = "orders")
class Order {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE) // known before the row is written
    private @Nullable Long id;

    private String buyer;
    private String item;

    /** Sealed for this row, so that it opens in no other; the search works on a code beside it, in {@code email_bidx}. */
    @Encrypted
    @Searchable(normaliser = "email-1")
    private String email;

    /** For Hibernate, which fills the fields. */
    @SuppressWarnings("NullAway.Init")
    protected Order() {}

    Order(String buyer, String item, String email) {
        this.buyer = buyer;
        this.item = item;
        this.email = email;
    }

    /** {@return the number, which an order has once it is saved} */
    long id() {
        return Objects.requireNonNull(id);
    }

    String buyer() {
        return buyer;
    }

    String item() {
        return item;
    }

    String email() {
        return email;
    }
}
