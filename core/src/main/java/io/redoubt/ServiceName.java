package io.redoubt;

import java.util.regex.Pattern;

/**
 * The one name under which a service is issued tokens and keys: 1 to 3 segments of lower-case letters, digits and
 * inner hyphens, joined by {@code /}, such as {@code orders} or {@code shop/eu/orders}.
 *
 * <p>A name that does not fit is refused, never normalised: two spellings of one name would be two services.
 * Immutable and thread-safe.
 *
 * @param value the name as it is written everywhere
 * @since 0.1.0
 */
public record ServiceName(String value) {

    private static final String SEGMENT = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern NAME = Pattern.compile(SEGMENT + "(/" + SEGMENT + "){0,2}");

    /**
     * Accepts a valid name.
     *
     * @param value the name
     * @throws ConfigurationException if the value is not a valid name
     */
    public ServiceName {
        if (!NAME.matcher(value).matches()) {
            throw new ConfigurationException(
                    "service",
                    "is not a valid service name",
                    "use 1 to 3 segments joined by '/', each 1 to 63 of [a-z0-9-] that starts and ends with a letter"
                            + " or digit, for example 'orders'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
