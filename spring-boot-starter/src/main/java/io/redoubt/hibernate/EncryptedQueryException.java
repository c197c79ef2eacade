package io.redoubt.hibernate;

import org.hibernate.query.SemanticException;
import org.jspecify.annotations.Nullable;

/**
 * A query asks the database to look into an encrypted attribute, or to change what its values are bound to: names the
 * attribute and what to do instead, never a value. JPA's interfaces give it as the cause of an {@link IllegalArgumentException}. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class EncryptedQueryException extends SemanticException {

    private static final long serialVersionUID = 1L;

    /** Transient because exceptions of this library are never serialised; the message has it all. */
    private final transient String attribute;

    /** Without the query, which may have values in it. */
    EncryptedQueryException(String attribute, String problem, @Nullable Exception cause) {
        super(attribute + " " + problem, null, cause);
        this.attribute = attribute;
    }

    /** {@return entity and attribute, such as {@code Customer.email}} */
    public String attribute() {
        return attribute;
    }
}
