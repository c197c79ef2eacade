package io.redoubt.masking.logback;

/**
 * One more key whose values are masked, as an element of {@code logback.xml}. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class KeySetting {

    private String name = "";
    private String kind = "cred.secret";

    /** Makes an element that is not read yet. */
    public KeySetting() {}

    /**
     * Names the key.
     *
     * @param key in any notation
     */
    public void setName(String key) {
        name = key;
    }

    /**
     * Says what its values are.
     *
     * @param detectorId as which they are counted and treated; {@code cred.secret} unless set
     */
    public void setKind(String detectorId) {
        kind = detectorId;
    }

    String name() {
        return name;
    }

    String kind() {
        return kind;
    }
}
