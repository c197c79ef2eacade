package io.redoubt.masking.logback;

import io.redoubt.masking.Strategy;

/**
 * What becomes of the values that one detector finds, as an element of {@code logback.xml}. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class DetectorSetting {

    private String id = "";
    private boolean enabled = true;
    private String strategy = "placeholder";

    /** Makes an element that is not read yet. */
    public DetectorSetting() {}

    /**
     * Names the detector.
     *
     * @param detectorId of it
     */
    public void setId(String detectorId) {
        id = detectorId;
    }

    /**
     * Switches the detector on or off.
     *
     * @param on whether it looks for values
     */
    public void setEnabled(boolean on) {
        enabled = on;
    }

    /**
     * Chooses the strategy.
     *
     * @param name {@code placeholder}, {@code keep-last-4} (1 to 8), {@code pseudonym}, {@code drop} or {@code keep}
     */
    public void setStrategy(String name) {
        strategy = name;
    }

    String id() {
        return id;
    }

    /** {@return what becomes of the values} @throws IllegalArgumentException if there is no such strategy */
    Strategy strategy() {
        Strategy named = Strategy.named(strategy.strip());
        return enabled ? named : Strategy.keep();
    }
}
