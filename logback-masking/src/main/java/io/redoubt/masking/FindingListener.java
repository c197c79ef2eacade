package io.redoubt.masking;

/**
 * Is told of each part that was masked, never what stood there. Called on the thread that masks.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface FindingListener {

    /**
     * Takes note of a part.
     *
     * @param detectorId of the detector that found it
     */
    void found(String detectorId);
}
