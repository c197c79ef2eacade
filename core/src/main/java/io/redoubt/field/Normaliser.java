package io.redoubt.field;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Brings texts that mean the same to one form before they are looked up. What one does never changes: its id is part of the
 * derivation, and another behaviour has another id. FORMATS section 5.
 *
 * @since 0.1.0
 */
public enum Normaliser {
    /** The text as it is. */
    EXACT_1("exact-1");

    private final String id;

    Normaliser(String id) {
        this.id = id;
    }

    /** {@return the name in annotations, files and derivations, which never changes} */
    public String id() {
        return id;
    }

    /**
     * {@return the normaliser with this name}
     *
     * @param id any text
     */
    public static Optional<Normaliser> of(String id) {
        return Stream.of(values()).filter(it -> it.id.equals(id)).findAny();
    }

    /**
     * {@return the one form of a text}
     *
     * @param text the text
     * @throws IllegalArgumentException if it has no such form
     */
    public String normalise(String text) {
        return text;
    }
}
