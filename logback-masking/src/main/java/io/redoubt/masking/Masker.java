package io.redoubt.masking;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Replaces credentials and personal data in text: in linear time, and without allocating where there are none. What was
 * masked is not masked again. Throws only what a detector of the application throws. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Masker {

    private static final FindingListener NOBODY = (source, detectorId) -> {};

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
        return mask(text, "", NOBODY);
    }

    /**
     * {@return the masked text; the given array itself if there was nothing to mask}
     *
     * @param text in UTF-8; never changed
     * @param source told to the listener
     * @param listener is told of each part
     */
    public byte[] mask(byte[] text, String source, FindingListener listener) {
        Findings found = rules.scan().find(text);
        if (found != null && found.isDisguised()) {
            found = withoutDisguise(text, found);
        }
        KnownSecrets secrets = rules.knownSecrets();
        if (secrets != null) {
            found = secrets.find(text, found);
        }
        return found == null || found.count() == 0
                ? text
                : new Rewriter(text, rules.replacements(), source, listener).rewrite(Merged.of(text, found));
    }

    private Findings withoutDisguise(byte[] text, Findings found) {
        Revealed revealed = Revealed.of(text);
        Findings behind = rules.scan().find(revealed.bytes());
        Findings all = found;
        for (int i = 0; behind != null && i < behind.count(); i++) {
            all = Findings.with(all, revealed.origin(behind.from(i)), revealed.origin(behind.to(i)), behind.rule(i));
        }
        return all;
    }

    /**
     * {@return the masked text; the given text itself if there was nothing to mask}
     *
     * @param text of any length
     */
    public String mask(String text) {
        return mask(text, "", NOBODY);
    }

    /**
     * {@return the masked text; the given text itself if there was nothing to mask}
     *
     * @param text of any length
     * @param source told to the listener
     * @param listener is told of each part
     */
    public String mask(String text, String source, FindingListener listener) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] masked = mask(bytes, source, listener);
        return masked == bytes ? text : new String(masked, StandardCharsets.UTF_8);
    }

    /**
     * {@return what may be told of the value of a key: masked whole if the key says so, searched like any text if not; the given value
     * itself if there was nothing to mask}
     *
     * @param key as in a diagnostic context or a key-value pair
     * @param value its value as text
     * @param source told to the listener
     * @param listener is told of each part
     */
    public String maskValue(String key, String value, String source, FindingListener listener) {
        KeyEntry entry = rules.entry(key);
        if (entry != null && entry.what() == KeyEntry.What.ALLOWED) {
            return value;
        }
        if (entry != null && entry.rule() != null) {
            byte[] text = value.getBytes(StandardCharsets.UTF_8);
            Findings found = text.length == 0 || Values.saysNothing(text, 0, text.length)
                    ? null
                    : Scan.ask(entry.rule(), text, 0, text.length, null);
            if (found != null) {
                byte[] masked =
                        new Rewriter(text, rules.replacements(), source, listener).rewrite(Merged.of(text, found));
                return new String(masked, StandardCharsets.UTF_8);
            }
        }
        return mask(value, source, listener);
    }

    /**
     * {@return whether the values of a key are masked for the key's sake, or left as they are for it}
     *
     * @param key as in a diagnostic context or a key-value pair
     */
    public boolean knowsKey(String key) {
        KeyEntry entry = rules.entry(key);
        return entry != null && (entry.rule() != null || entry.what() == KeyEntry.What.ALLOWED);
    }

    /**
     * {@return the id of the detector that masks the values of a key for the key's sake; empty if none does}
     *
     * @param key as in a diagnostic context or a key-value pair
     */
    public Optional<String> detectorOfKey(String key) {
        KeyEntry entry = rules.entry(key);
        return entry == null || entry.rule() == null
                ? Optional.empty()
                : Optional.of(entry.rule().detector().id());
    }
}
