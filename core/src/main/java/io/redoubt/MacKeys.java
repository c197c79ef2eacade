package io.redoubt;

import java.util.List;

/**
 * The keys under which a service makes codes for one purpose: one for new codes, and every one whose codes still count,
 * so that the instances of a fleet understand each other while one key follows another.
 *
 * <p>Implementations are thread-safe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface MacKeys {

    /**
     * {@return the keys of every live epoch, never none: first that for new codes; an equal list until the keys change}
     */
    List<MacKey> live();
}
