package io.redoubt.masking.logback;

import io.redoubt.masking.MaskingRules;
import io.redoubt.masking.Profile;
import io.redoubt.masking.Pseudonyms;
import io.redoubt.masking.Strategy;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a Logback configuration says about masking. Used by the thread that configures. */
final class MaskingSettings {

    static final int LEAST_BYTES = 1024;
    static final int DEFAULT_BYTES = 1 << 20;

    private final List<DetectorSetting> detectors = new ArrayList<>();
    private final List<KeySetting> keys = new ArrayList<>();
    private final List<AllowSetting> allowed = new ArrayList<>();
    private String profile = "default";
    private @Nullable String pseudonymKey;
    private int maxBytes = DEFAULT_BYTES;
    private boolean strict;

    void profile(String name) {
        profile = name;
    }

    void detector(DetectorSetting detector) {
        detectors.add(detector);
    }

    void key(KeySetting key) {
        keys.add(key);
    }

    void allow(AllowSetting allow) {
        allowed.add(allow);
    }

    void pseudonymKey(String key) {
        pseudonymKey = key;
    }

    void maxBytes(int bytes) {
        maxBytes = bytes;
    }

    void strict(boolean refuse) {
        strict = refuse;
    }

    boolean isStrict() {
        return strict;
    }

    int maxBytes() {
        return maxBytes;
    }

    /** {@return the limit, or the usual one if it is refused} */
    int usableMaxBytes() {
        return maxBytes < LEAST_BYTES ? DEFAULT_BYTES : maxBytes;
    }

    /** {@return the rules} @throws IllegalArgumentException that names the setting, and never a value */
    MaskingRules rules() {
        if (maxBytes < LEAST_BYTES) {
            throw new IllegalArgumentException("<maxBytes> is at least 1024");
        }
        MaskingRules.Builder rules = MaskingRules.builder().profile(profile());
        for (DetectorSetting detector : detectors) {
            named("<detector>", () -> rules.strategy(detector.id(), strategyOf(detector)));
        }
        for (KeySetting key : keys) {
            named("<key>", () -> rules.key(key.name(), key.kind()));
        }
        for (AllowSetting allow : allowed) {
            named("<allow>", () -> allow.applyTo(rules));
        }
        if (isKeyed()) {
            byte[] key = decoded(String.valueOf(pseudonymKey));
            named("<pseudonymKey>", () -> rules.pseudonyms(Pseudonyms.hmacSha256("1", key)));
        }
        return rules.build();
    }

    private boolean isKeyed() {
        return pseudonymKey != null && !pseudonymKey.isBlank();
    }

    private Strategy strategyOf(DetectorSetting detector) {
        Strategy strategy = detector.strategy();
        if (strategy instanceof Strategy.Pseudonym && !isKeyed()) {
            throw new IllegalArgumentException("the strategy pseudonym needs a <pseudonymKey>");
        }
        return strategy;
    }

    private Profile profile() {
        try {
            return Profile.valueOf(profile.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("<profile> is default, pci, gdpr or credentials-only", e);
        }
    }

    private static byte[] decoded(String key) {
        try {
            return Base64.getDecoder().decode(key.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("<pseudonymKey> is no base64", e);
        }
    }

    private static void named(String setting, Runnable change) {
        try {
            change.run();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(setting + ": " + e.getMessage(), e);
        }
    }
}
