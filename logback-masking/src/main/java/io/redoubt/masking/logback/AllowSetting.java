package io.redoubt.masking.logback;

import io.redoubt.masking.MaskingRules;
import org.jspecify.annotations.Nullable;

/**
 * What is left as it is, as an element of {@code logback.xml}. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class AllowSetting {

    private @Nullable String key;
    private @Nullable String value;

    /** Makes an element that is not read yet. */
    public AllowSetting() {}

    /**
     * Leaves the values of a key.
     *
     * @param name in any notation
     */
    public void setKey(String name) {
        key = name;
    }

    /**
     * Leaves a value.
     *
     * @param exact value
     */
    public void setValue(String exact) {
        value = exact;
    }

    void applyTo(MaskingRules.Builder rules) {
        if (key == null && value == null) {
            throw new IllegalArgumentException("it names a <key> or a <value>");
        }
        if (key != null) {
            rules.allowKey(key);
        }
        if (value != null) {
            rules.allowValue(value);
        }
    }
}
