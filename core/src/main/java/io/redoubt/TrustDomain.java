package io.redoubt;

import java.util.regex.Pattern;

/**
 * The one name of everything that trusts the same root, such as {@code shop.example}: what is derived or stored under one
 * trust domain means nothing under another.
 *
 * <p>A name that does not fit is refused, never normalised. Immutable and thread-safe.
 *
 * @param value the name as it is written everywhere
 * @since 0.1.0
 */
public record TrustDomain(String value) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,255}");

    /**
     * Accepts a valid name.
     *
     * @param value the name
     * @throws ConfigurationException if the value is not a valid name
     */
    public TrustDomain {
        if (!NAME.matcher(value).matches()) {
            throw new ConfigurationException(
                    "trust-domain",
                    "is not a valid trust domain",
                    "use 1 to 255 lower-case letters, digits, dots, underscores and hyphens, for example 'shop.example'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
