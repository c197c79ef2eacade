package io.redoubt.access;

import java.util.List;

/**
 * The header fields of a request, as they came.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface HeaderFields {

    /**
     * {@return the value of every field with this name, in order; empty if there is none}
     *
     * @param name the name, in any case (RFC 9110 section 5.1)
     */
    List<String> values(String name);
}
