package io.redoubt.audit;

import io.redoubt.MacKeys;
import io.redoubt.internal.Enc;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Names people in logs so that what one of them did is found together, and nobody reads who it was: only who has the service's key
 * {@code log-pseudonym} computes the pseudonym of a guess. FORMATS section 2. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Pseudonyms {

    private static final String LABEL = "redoubt/log-pseudonym/v1";
    private static final int BYTES = 16;

    private final MacKeys keys;

    private Pseudonyms(MacKeys keys) {
        this.keys = keys;
    }

    /**
     * {@return pseudonyms of one service}
     *
     * @param keys of its purpose {@code log-pseudonym}
     */
    public static Pseudonyms of(MacKeys keys) {
        return new Pseudonyms(keys);
    }

    /**
     * {@return 32 hexadecimal digits, the same for the same person until the key changes}
     *
     * @param issuer within which the subject is unique, if there is one
     * @param subject who it is
     * @throws IllegalArgumentException if one of them has half of a surrogate pair, or more than 65,534 bytes
     */
    public String of(Optional<String> issuer, String subject) {
        byte[] person = Enc.label(LABEL).optionalText(issuer).text(subject).toBytes();
        return HexFormat.of().formatHex(Arrays.copyOf(keys.live().get(0).mac(person), BYTES));
    }
}
