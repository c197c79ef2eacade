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
     * @param source of the text, as given to the masker; the name of a logger, for instance
     * @param detectorId of the detector that found it
     */
    void found(String source, String detectorId);
}
