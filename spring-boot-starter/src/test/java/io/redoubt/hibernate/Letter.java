package io.redoubt.hibernate;

import jakarta.persistence.Basic;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** Public, because a test loads it enhanced, by a class loader of its own. */
@Entity
public class Letter {

    @Id
    long id = 1;

    @Encrypted
    @Basic(fetch = FetchType.LAZY)
    @Nullable
    String text;

    protected Letter() {}

    Letter(String text) {
        this.text = text;
    }

    @Nullable
    String text() {
        return text;
    }
}
