package io.redoubt.spring;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.env.Environment;

/**
 * The name of this process among those of its service, by which they are counted.
 *
 * @param value the name
 */
record InstanceName(String value) {

    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._:-]{1,255}");
    private static final int RANDOM_BYTES = 8;

    /** {@return the name in the properties, or that of the host, or else one that nobody has} */
    static InstanceName read(
            RedoubtProperties properties, Environment environment, SecureRandom random, Problems problems) {
        String name = properties.instance();
        if (name != null && !SAFE.matcher(name).matches()) {
            problems.add(
                    "redoubt.instance",
                    "is not a valid name of an instance",
                    "use 1 to 255 letters, digits, dots, underscores, colons and hyphens, or remove it");
        }
        return new InstanceName(Optional.ofNullable(name)
                .or(() -> Optional.ofNullable(environment.getProperty("HOSTNAME"))
                        .filter(host -> SAFE.matcher(host).matches()))
                .orElseGet(() -> random(random)));
    }

    private static String random(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
