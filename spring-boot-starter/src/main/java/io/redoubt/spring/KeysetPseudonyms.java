package io.redoubt.spring;

import io.redoubt.MacKeys;
import io.redoubt.masking.Pseudonyms;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Names values in the log under this service's key for that: the lines of one service about one person are found together, those of two
 * services are not. Thread-safe.
 *
 * @param names under the key
 */
record KeysetPseudonyms(io.redoubt.audit.Pseudonyms names) implements Pseudonyms {

    private static final String KIND = "urn:redoubt:log:";
    /** 80 bits. */
    private static final int LENGTH = 20;

    private static final int LONGEST = 16_000;

    static KeysetPseudonyms of(MacKeys keys) {
        return new KeysetPseudonyms(io.redoubt.audit.Pseudonyms.of(keys));
    }

    @Override
    public String of(String kind, byte[] value) {
        String text = new String(value, 0, Math.min(value.length, LONGEST), StandardCharsets.UTF_8);
        return names.of(Optional.of(KIND + kind), text).substring(0, LENGTH);
    }
}
