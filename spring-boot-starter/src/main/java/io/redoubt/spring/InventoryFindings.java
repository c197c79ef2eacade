package io.redoubt.spring;

import io.redoubt.field.Migration;
import io.redoubt.field.jdbc.FieldRows;
import io.redoubt.field.jdbc.JobPlan;
import io.redoubt.key.FieldName;
import io.redoubt.key.KeyEntry;
import io.redoubt.key.KeyState;
import io.redoubt.key.Purpose;
import io.redoubt.key.ServiceKeyset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What should be done about stored values, as the last inventory and the last audit found them.
 *
 * @param keyset the keys
 * @param declared the fields of entities
 * @param board has inventory and jobs
 */
record InventoryFindings(ServiceKeyset keyset, Supplier<DeclaredFields> declared, JobBoard board) {

    private static final String RENEW =
            "start a job of kind renew, at /actuator/redoubtfields or with 'redoubt fields reencrypt'";

    List<Map<String, Object>> all() {
        JobBoard.Known known = board.known();
        List<Map<String, Object>> findings = new ArrayList<>();
        known.inventory().ifPresent(taken -> taken.report().fields().forEach(field -> check(field, findings)));
        known.lastFinished(JobPlan.Kind.AUDIT)
                .filter(audit -> audit.status().rows().failed() > 0)
                .ifPresent(
                        audit -> findings.add(
                                finding(
                                        "fields.audit-failed",
                                        "critical",
                                        "the last audit, job " + audit.status().id() + ", found "
                                                + rows(audit.status().rows().failed())
                                                + " with values that do not open or codes that are not theirs",
                                        "list them with 'redoubt fields verify' and look who changed them; restore them from a backup")));
        return findings;
    }

    private void check(FieldRows field, List<Map<String, Object>> findings) {
        if (field.plaintext() > 0 && isEncryptedOnly(field.field())) {
            findings.add(finding(
                    "fields.plaintext",
                    "high",
                    field.field() + " is encrypted-only and has plaintext in " + rows(field.plaintext()),
                    "find out who wrote it, then encrypt it: set migration read-both-write-encrypted, and " + RENEW));
        }
        checkEpochs(field.field().toString(), field.purpose(), field.epochs(), findings);
        field.indexes()
                .forEach(index -> checkEpochs(
                        field.field() + ", index " + index.index().index(),
                        Purpose.BLIND_INDEX,
                        index.epochs(),
                        findings));
    }

    private boolean isEncryptedOnly(FieldName field) {
        return declared.get()
                .lock()
                .field(field)
                .filter(locked -> locked.mode() == Migration.ENCRYPTED_ONLY)
                .isPresent();
    }

    private void checkEpochs(
            String what, Purpose purpose, Map<Integer, Long> rows, List<Map<String, Object>> findings) {
        long compromised = count(purpose, rows, KeyState.COMPROMISED);
        if (compromised > 0) {
            findings.add(finding(
                    "fields.compromised-epoch",
                    "critical",
                    what + " has " + rows(compromised) + " under a compromised key, which somebody else can open",
                    "run 'redoubt fields reencrypt --accept-compromised': no job of a service opens them"));
        }
        long old = count(purpose, rows, KeyState.DECRYPT_ONLY);
        if (old > 0) {
            findings.add(finding(
                    "fields.renewal-outstanding",
                    "medium",
                    what + " has " + rows(old) + " under a key that is no longer used for new values",
                    RENEW + "; only then can the key be retired"));
        }
    }

    private long count(Purpose purpose, Map<Integer, Long> rows, KeyState state) {
        return keyset.keys().stream()
                .filter(key -> key.purpose() == purpose && key.state() == state)
                .map(KeyEntry::epoch)
                .distinct()
                .mapToLong(epoch -> rows.getOrDefault(epoch, 0L))
                .sum();
    }

    private static String rows(long count) {
        return count == 1 ? "1 row" : count + " rows";
    }

    private static Map<String, Object> finding(String code, String severity, String problem, String remedy) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("code", code);
        shown.put("severity", severity);
        shown.put("problem", problem);
        shown.put("remedy", remedy);
        return shown;
    }
}
