package io.redoubt.key;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a key is for, and the only thing it is ever used for: a closed list.
 *
 * @since 0.1.0
 */
public enum Purpose {
    /** Field keys, which seal data at rest, are derived from it. */
    FIELD("field", 64, Suite.A256GCM, Suite.XA256GCM, Suite.XC20P, Suite.A256CTR_HS256),
    /** Keys for fields that are compared for equality are derived from it. */
    FIELD_EQ("field-eq", 64, Suite.A256SIV),
    /** Keys of blind indexes are derived from it. */
    BLIND_INDEX("blind-index", 64, Suite.HS512),
    /** Wraps the keys of subjects. */
    SUBJECT_WRAP("subject-wrap", 64, Suite.A256SIV),
    /** Names what the instances of a service remember together. */
    STATE_KEY("state-key", 32, Suite.HS256),
    /** Makes nonces for DPoP proofs. */
    DPOP_NONCE("dpop-nonce", 32, Suite.HS256),
    /** Makes pseudonyms for logs. */
    LOG_PSEUDONYM("log-pseudonym", 32, Suite.HS256),
    /** Signs what the service states about itself. */
    SIGN("sign", 32, Suite.ES256, Suite.ED25519);

    private final String id;
    private final int leafBytes;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Suite> suites;

    Purpose(String id, int leafBytes, Suite... suites) {
        this.id = id;
        this.leafBytes = leafBytes;
        this.suites = List.of(suites);
    }

    /** {@return the name in files and derivations, which never changes} */
    public String id() {
        return id;
    }

    /** {@return how many bytes a key has as it is derived and stored} */
    public int leafBytes() {
        return leafBytes;
    }

    /** {@return the suites that a key for this may be of, that by default first} */
    public List<Suite> suites() {
        return suites;
    }

    /**
     * {@return the purpose with this name}
     *
     * @param id any text
     */
    public static Optional<Purpose> of(String id) {
        return Stream.of(values()).filter(purpose -> purpose.id.equals(id)).findAny();
    }

    /** {@return all purposes, in an order that stays} */
    public static Set<Purpose> all() {
        return EnumSet.allOf(Purpose.class);
    }
}
