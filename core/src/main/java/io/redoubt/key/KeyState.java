package io.redoubt.key;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a key stands in its life: from prepared to primary to decrypt-only to disabled to destroyed. A prepared key may be
 * disabled without ever having been used; whatever is delivered can become compromised, and is disabled after that.
 *
 * @since 0.1.0
 */
public enum KeyState {
    /** Opens and verifies already, so that every instance has it before the first one uses it. */
    PREPARED("prepared"),
    /** The one key of its purpose that is used for what is new. */
    PRIMARY("primary"),
    /** Opens and verifies what was made earlier. */
    DECRYPT_ONLY("decrypt-only"),
    /** Named, but no longer delivered; can still be made again from the root. */
    DISABLED("disabled"),
    /** Named, so that its epoch is not used again; never made again. */
    DESTROYED("destroyed"),
    /** In the hands of somebody else: opens only while its data is encrypted anew. */
    COMPROMISED("compromised");

    private final String id;

    KeyState(String id) {
        this.id = id;
    }

    /** {@return the name in files, which never changes} */
    public String id() {
        return id;
    }

    /** {@return whether a keyset carries the key itself, and not only its name} */
    public boolean isDelivered() {
        return this != DISABLED && this != DESTROYED;
    }

    /** {@return whether what was made under the key is still good} */
    public boolean isLive() {
        return isDelivered() && this != COMPROMISED;
    }

    /**
     * {@return the state with this name}
     *
     * @param id any text
     */
    public static Optional<KeyState> of(String id) {
        return Stream.of(values()).filter(state -> state.id.equals(id)).findAny();
    }
}
