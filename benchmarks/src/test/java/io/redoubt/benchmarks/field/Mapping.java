package io.redoubt.benchmarks.field;

import io.redoubt.benchmarks.field.Customers.ConvertedFiveTimes;
import io.redoubt.benchmarks.field.Customers.ConvertedOnce;
import io.redoubt.benchmarks.field.Customers.Customer;
import io.redoubt.benchmarks.field.Customers.EncryptedFiveTimes;
import io.redoubt.benchmarks.field.Customers.EncryptedOnce;
import io.redoubt.benchmarks.field.Customers.PlainCustomer;
import java.util.function.Supplier;

/** How an entity is stored. */
public enum Mapping {
    PLAIN(0, "plaintext (the floor)", PlainCustomer.class, PlainCustomer::new),
    CONVERTED_ONCE(1, "a converter, AES-256-GCM of the JDK", ConvertedOnce.class, ConvertedOnce::new),
    ENCRYPTED_ONCE(1, "Redoubt", EncryptedOnce.class, EncryptedOnce::new),
    CONVERTED_FIVE_TIMES(5, "a converter, AES-256-GCM of the JDK", ConvertedFiveTimes.class, ConvertedFiveTimes::new),
    ENCRYPTED_FIVE_TIMES(5, "Redoubt", EncryptedFiveTimes.class, EncryptedFiveTimes::new);

    private final int fields;
    private final String title;
    private final Class<? extends Customer> entity;

    @SuppressWarnings("ImmutableEnumChecker") // a constructor
    private final Supplier<Customer> constructor;

    Mapping(int fields, String title, Class<? extends Customer> entity, Supplier<Customer> constructor) {
        this.fields = fields;
        this.title = title;
        this.entity = entity;
        this.constructor = constructor;
    }

    /** {@return how many of its five attributes are encrypted} */
    public int fields() {
        return fields;
    }

    /** {@return what readers call it} */
    public String title() {
        return title;
    }

    Class<? extends Customer> entity() {
        return entity;
    }

    Customer create(long number) {
        return constructor.get().fill(number);
    }
}
