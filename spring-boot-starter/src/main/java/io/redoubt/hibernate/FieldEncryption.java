package io.redoubt.hibernate;

import io.redoubt.ConfigurationException;
import io.redoubt.field.FieldCipher;
import io.redoubt.field.LegacyDecryptor;
import io.redoubt.field.jdbc.SubjectKeyStore;
import io.redoubt.key.FieldName;
import io.redoubt.key.ServiceKeyset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All that encrypted attributes need, handed to Hibernate as the value of the setting {@value #SETTING}: each session factory
 * works with its own.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class FieldEncryption {

    /** The setting of Hibernate whose value is an object of this class. */
    public static final String SETTING = "redoubt.field_encryption";

    private final ServiceKeyset keys;
    private final FieldCipher cipher;
    private final Map<FieldName, FieldSettings> settings;
    private final Optional<LegacyDecryptor> legacy;
    private final Optional<SubjectKeyStore> subjects;

    private FieldEncryption(
            ServiceKeyset keys,
            FieldCipher cipher,
            Map<FieldName, FieldSettings> settings,
            Optional<LegacyDecryptor> legacy,
            Optional<SubjectKeyStore> subjects) {
        this.keys = keys;
        this.cipher = cipher;
        this.settings = settings;
        this.legacy = legacy;
        this.subjects = subjects;
    }

    /**
     * {@return encryption in which every field is {@link FieldSettings#STRICT}}
     *
     * @param keys of this service
     * @param cipher that works with them
     */
    public static FieldEncryption of(ServiceKeyset keys, FieldCipher cipher) {
        return new FieldEncryption(keys, cipher, Map.of(), Optional.empty(), Optional.empty());
    }

    /**
     * {@return the same, with these settings for a field}
     *
     * @param field the field
     * @param its its settings
     */
    public FieldEncryption with(FieldName field, FieldSettings its) {
        Map<FieldName, FieldSettings> more = new LinkedHashMap<>(settings);
        more.put(field, its);
        return new FieldEncryption(keys, cipher, Map.copyOf(more), legacy, subjects);
    }

    /**
     * {@return the same, which reads the values of another library in fields that are on their way}
     *
     * @param decryptor reads them
     */
    public FieldEncryption reading(LegacyDecryptor decryptor) {
        return new FieldEncryption(keys, cipher, settings, Optional.of(decryptor), subjects);
    }

    /**
     * {@return the same, for attributes that have a {@link Encrypted#subject}, too}
     *
     * @param store keeps the keys of subjects, in the database of the entities
     */
    public FieldEncryption with(SubjectKeyStore store) {
        return new FieldEncryption(keys, cipher.with(store), settings, legacy, Optional.of(store));
    }

    Optional<SubjectKeyStore> subjects() {
        return subjects;
    }

    ServiceKeyset keys() {
        return keys;
    }

    FieldCipher cipher() {
        return cipher;
    }

    Optional<LegacyDecryptor> legacy() {
        return legacy;
    }

    FieldSettings settings(FieldName field) {
        return settings.getOrDefault(field, FieldSettings.STRICT);
    }

    /** {@return what stands in the settings of a session factory that has encrypted attributes} */
    static FieldEncryption in(Map<String, Object> hibernateSettings) {
        if (hibernateSettings.get(SETTING) instanceof FieldEncryption encryption) {
            return encryption;
        }
        throw new ConfigurationException(
                SETTING,
                "is not set, and the entities have encrypted attributes",
                "give Hibernate an object of FieldEncryption under this setting; the starter does so where there are keys of"
                        + " purpose field");
    }
}
