package io.redoubt.hibernate;

import io.redoubt.field.BlindIndex;
import io.redoubt.field.FieldCipher;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An index of an encrypted attribute of a session factory that has started. Immutable and thread-safe.
 */
final class IndexedField {

    private final EncryptedField field;
    private final BlindIndex<Object> index;
    private final FieldCipher cipher;
    private final TenantSource tenants;

    IndexedField(EncryptedField field, BlindIndex<Object> index, FieldCipher cipher, TenantSource tenants) {
        this.field = field;
        this.index = index;
        this.cipher = cipher;
        this.tenants = tenants;
    }

    EncryptedField field() {
        return field;
    }

    BlindIndex<Object> index() {
        return index;
    }

    TenantSource tenants() {
        return tenants;
    }

    byte[] code(Optional<String> tenant, Object plain) {
        try {
            return index.code(tenant, plain);
        } catch (IllegalArgumentException e) {
            throw unfit(e);
        }
    }

    List<byte[]> candidates(Optional<String> tenant, Object plain) {
        try {
            return index.candidates(tenant, plain);
        } catch (IllegalArgumentException e) {
            throw unfit(e);
        }
    }

    /** The normaliser does not know of which field the value is. */
    private IllegalArgumentException unfit(IllegalArgumentException refusal) {
        return new IllegalArgumentException(
                index.name().field() + ": the value cannot be looked up by "
                        + index.name().normaliser(),
                refusal);
    }

    /** Refuses a row with the code of another value. */
    void requireCodeOf(Optional<String> tenant, Object plain, byte[] code) {
        cipher.requireCodeOf(index, tenant, plain, code);
    }

    /** {@return the tenant for whom a query asks} */
    Optional<String> sought(Optional<String> named, Supplier<Optional<String>> ofSession) {
        return switch (tenants) {
            case NONE -> Optional.empty();
            case SESSION -> Optional.of(named.or(ofSession).orElseThrow(this::noTenant));
            case ATTRIBUTE -> Optional.of(named.orElseThrow(this::noTenant));
        };
    }

    private IllegalStateException noTenant() {
        return new IllegalStateException(index.name().field()
                + " is of one tenant, and the query does not know which; call FieldQuery.ofTenant(...)");
    }

    /** Who says whose data a row is. */
    enum TenantSource {
        /** There are no tenants. */
        NONE,
        /** The session, whose tenant Hibernate writes into the row. */
        SESSION,
        /** An attribute, which a query must be told. */
        ATTRIBUTE
    }
}
