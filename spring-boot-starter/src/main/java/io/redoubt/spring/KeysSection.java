package io.redoubt.spring;

import io.redoubt.key.KeyEntry;
import io.redoubt.key.KeysetException;
import io.redoubt.key.KeysetStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows which keys are in use, by name, and what should be done about them. */
record KeysSection(OpenKeyset open, Clock clock) implements PostureSection {

    private static final int PARTS_OF_A_LIFE = 5;

    @Override
    public String name() {
        return "keys";
    }

    @Override
    public Object content() {
        KeysetStatus status = open.keyset().status();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("service", open.keyset().service().value());
        shown.put("trustDomain", open.keyset().trustDomain().value());
        shown.put("instance", open.instance().value());
        shown.put("development", open.source().isDevelopment());
        shown.put("provisionerKeys", open.source().provisionerKeyIds());
        shown.put("generation", status.generation());
        shown.put("expires", status.expires().toString());
        shown.put("rollbackProtection", status.rollbackProtection());
        shown.put("keys", open.keyset().keys().stream().map(KeysSection::key).toList());
        status.refused().ifPresent(refused -> shown.put("refused", refused(refused)));
        shown.put("findings", findings(status));
        return shown;
    }

    private static Map<String, Object> key(KeyEntry entry) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("kid", entry.kid());
        shown.put("purpose", entry.purpose().id());
        shown.put("suite", entry.suite().id());
        shown.put("epoch", entry.epoch());
        shown.put("state", entry.state().id());
        shown.put("fp", entry.fingerprint());
        return shown;
    }

    /** {@return why the file that is there now is not in use} */
    static Map<String, Object> refused(KeysetException refused) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("check", refused.check().code());
        shown.put("problem", "the keyset " + refused.problem());
        shown.put("remedy", refused.check().remedy());
        return shown;
    }

    private List<Map<String, Object>> findings(KeysetStatus status) {
        if (status.expired()) {
            return List.of(finding(
                    "keys.expired",
                    "high",
                    "the keyset has expired: what exists can be read, but nothing new is sealed or signed"));
        }
        return isNearItsEnd(status)
                ? List.of(finding("keys.expiring", "medium", "the keyset has lived four fifths of its life"))
                : List.of();
    }

    private boolean isNearItsEnd(KeysetStatus status) {
        Instant end = status.expires();
        Duration left = Duration.between(clock.instant(), end);
        return left.multipliedBy(PARTS_OF_A_LIFE).compareTo(Duration.between(status.notBefore(), end)) <= 0;
    }

    private static Map<String, Object> finding(String code, String severity, String problem) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("code", code);
        shown.put("severity", severity);
        shown.put("problem", problem);
        shown.put(
                "remedy", "issue a new keyset with 'redoubt keys issue' and mount it: it is loaded without a restart");
        return shown;
    }
}
