package io.redoubt.provisioning;

import java.util.regex.Pattern;

/**
 * How a root is spoken of in files that everybody may read. Immutable and thread-safe.
 *
 * @param id its name, for example {@code r1}: 1 to 64 of {@code [a-z0-9._-]}
 * @param kind what keeps it, for example {@code pkcs12} or {@code pkcs11}: of the same characters
 * @since 0.1.0
 */
public record RootName(String id, String kind) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,64}");

    /**
     * Accepts valid names.
     *
     * @param id its name
     * @param kind what keeps it
     * @throws IllegalArgumentException if one is of another form
     */
    public RootName {
        if (!isValid(id) || !isValid(kind)) {
            throw new IllegalArgumentException("id and kind of a root are 1 to 64 of [a-z0-9._-]");
        }
    }

    static boolean isValid(String name) {
        return NAME.matcher(name).matches();
    }
}
