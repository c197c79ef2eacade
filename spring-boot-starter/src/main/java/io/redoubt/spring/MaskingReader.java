package io.redoubt.spring;

import io.redoubt.masking.MaskingRules;
import io.redoubt.masking.Profile;
import io.redoubt.masking.Pseudonyms;
import io.redoubt.masking.Strategy;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.util.unit.DataSize;

/** Judges the properties under {@code redoubt.masking}. */
final class MaskingReader {

    static final String MASKING = "redoubt.masking";
    static final String DETECTORS = MASKING + ".detectors";
    static final String ENABLED = MASKING + ".enabled";
    static final String STRICT = MASKING + ".strict";
    static final String KNOWN = MASKING + ".known-secrets.properties";
    static final String EXAMPLE = DETECTORS + ".[pii.ip].enabled";

    static final String PSEUDONYM_KEY = MASKING + ".pseudonym-key";
    private static final int LEAST_KEY = 32;
    private static final DataSize SHORTEST = DataSize.ofKilobytes(1);
    private static final DataSize LONGEST = DataSize.ofGigabytes(1);

    private final RedoubtProperties.Masking properties;
    private final boolean keyset;
    private final Problems problems;

    MaskingReader(RedoubtProperties properties, Problems problems) {
        this.properties = properties.masking();
        this.keyset = KeysReader.wantsKeys(properties);
        this.problems = problems;
    }

    /** {@return the longest record, in bytes; the shortest that is possible where the property is wrong} */
    int maxBytes() {
        DataSize size = properties.maxSize();
        if (size.compareTo(SHORTEST) < 0 || size.compareTo(LONGEST) > 0) {
            problems.add(MASKING + ".max-size", "is out of range", "write 1KB to 1GB");
            return (int) SHORTEST.toBytes();
        }
        return (int) size.toBytes();
    }

    /** {@return the rules as far as the properties say them, to which the keys and secrets of the service are added} */
    MaskingRules.Builder read() {
        MaskingRules.Builder rules = MaskingRules.builder();
        profile().ifPresent(rules::profile);
        properties.detectors().forEach((id, kind) -> detector(rules, id, kind));
        properties
                .keys()
                .forEach((name, detector) -> check(
                        MASKING + ".keys." + name,
                        "is no name of a key and id of a detector",
                        "write the name in letters, digits, dots and hyphens, and an id such as pii.person",
                        () -> rules.key(name, detector)));
        each("allow.keys", properties.allow().keys(), rules::allowKey);
        each("allow.values", properties.allow().values(), rules::allowValue);
        each("known-secrets.properties", properties.knownSecrets().properties(), MaskingReader::requireName);
        pseudonyms().ifPresent(rules::pseudonyms);
        return rules;
    }

    private Optional<Profile> profile() {
        try {
            return Optional.of(Profile.valueOf(
                    properties.profile().toUpperCase(Locale.ROOT).replace('-', '_')));
        } catch (IllegalArgumentException e) {
            problems.add(MASKING + ".profile", "is not known", "write default, pci, gdpr or credentials-only");
            return Optional.empty();
        }
    }

    private void detector(MaskingRules.Builder rules, String id, RedoubtProperties.MaskedKind kind) {
        String property = DETECTORS + ".[" + id + "]";
        String name = kind.enabled() ? kind.strategy() : "keep";
        check(
                property,
                "is no detector, or its strategy is not known",
                "write an id that docs/log-masking.md lists, and placeholder, keep-last-4, pseudonym, drop or keep",
                () -> {
                    if (name == null) {
                        rules.enable(id);
                    } else {
                        rules.strategy(id, Strategy.named(name));
                    }
                });
    }

    private void each(String property, Iterable<String> values, Consumer<String> setting) {
        int index = 0;
        for (String value : values) {
            check(
                    MASKING + "." + property + "[" + index + "]",
                    "is empty, or too long",
                    "write 1 to 48 letters and digits for a key, and anything but nothing for a value or a property",
                    () -> setting.accept(value));
            index++;
        }
    }

    private Optional<Pseudonyms> pseudonyms() {
        String text = properties.pseudonymKey();
        if (text == null) {
            return Optional.empty();
        }
        if (keyset) {
            problems.add(
                    PSEUDONYM_KEY,
                    "is set, but the service has a keyset, whose key log-pseudonym names people in the log",
                    "remove it");
        }
        try {
            byte[] key = Base64.getDecoder().decode(text.strip());
            if (key.length >= LEAST_KEY) {
                return Optional.of(Pseudonyms.hmacSha256("1", key));
            }
        } catch (IllegalArgumentException e) { // without it: it repeats a part of the key
            problems.add(PSEUDONYM_KEY, "is no base64", "write 32 random bytes in base64");
            return Optional.empty();
        }
        problems.add(PSEUDONYM_KEY, "is too short", "write 32 random bytes in base64");
        return Optional.empty();
    }

    private static void requireName(String property) {
        if (property.isBlank()) {
            throw new IllegalArgumentException("a property has a name");
        }
    }

    private void check(String property, String problem, String remedy, Runnable setting) {
        try {
            setting.run();
        } catch (IllegalArgumentException e) {
            problems.add(property, problem, remedy);
        }
    }
}
