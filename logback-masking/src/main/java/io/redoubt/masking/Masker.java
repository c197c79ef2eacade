package io.redoubt.masking;

import java.nio.charset.StandardCharsets;

/**
 * Replaces credentials and personal data in text: in linear time, without throwing, and without allocating where there are none.
 * Masking twice changes nothing more. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Masker {

    private static final FindingListener NOBODY = detectorId -> {};

    private final MaskingRules rules;

    private Masker(MaskingRules rules) {
        this.rules = rules;
    }

    /**
     * {@return a masker}
     *
     * @param rules what it looks for
     */
    public static Masker of(MaskingRules rules) {
        return new Masker(rules);
    }

    /** {@return what it looks for} */
    public MaskingRules rules() {
        return rules;
    }

    /**
     * {@return the masked text; the given array itself if there was nothing to mask}
     *
     * @param text in UTF-8; never changed
     */
    public byte[] mask(byte[] text) {
        return mask(text, NOBODY);
    }

    /**
     * {@return the masked text; the given array itself if there was nothing to mask}
     *
     * @param text in UTF-8; never changed
     * @param listener is told of each part
     */
    public byte[] mask(byte[] text, FindingListener listener) {
        return text;
    }

    /**
     * {@return the masked text; the given text itself if there was nothing to mask}
     *
     * @param text of any length
     */
    public String mask(String text) {
        return mask(text, NOBODY);
    }

    /**
     * {@return the masked text; the given text itself if there was nothing to mask}
     *
     * @param text of any length
     * @param listener is told of each part
     */
    public String mask(String text, FindingListener listener) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] masked = mask(bytes, listener);
        return masked == bytes ? text : new String(masked, StandardCharsets.UTF_8);
    }

    /**
     * {@return what may be told of the value of a key: masked whole if the key says so, searched like any text if not; the given value
     * itself if there was nothing to mask}
     *
     * @param key as in a diagnostic context or a key-value pair
     * @param value its value as text
     * @param listener is told of each part
     */
    public String maskValue(String key, String value, FindingListener listener) {
        return mask(value, listener);
    }
}
