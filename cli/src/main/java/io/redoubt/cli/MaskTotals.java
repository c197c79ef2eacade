package io.redoubt.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was found in a log.
 *
 * @param bytes that were read
 * @param lines that were read
 * @param findings how often each detector found something
 */
record MaskTotals(long bytes, long lines, Map<String, Long> findings) {

    Members members() {
        return Members.of("ok", true).and("bytes", bytes).and("lines", lines).and("findings", findings);
    }

    void print(Page page) {
        page.fact("bytes", number(bytes)).fact("lines", number(lines));
        if (!findings.isEmpty()) {
            page.blank()
                    .table(
                            List.of("detector", "found"),
                            findings.entrySet().stream()
                                    .sorted(Map.Entry.<String, Long>comparingByValue()
                                            .reversed()
                                            .thenComparing(Map.Entry.comparingByKey()))
                                    .map(entry -> List.of(entry.getKey(), number(entry.getValue()))));
        }
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
