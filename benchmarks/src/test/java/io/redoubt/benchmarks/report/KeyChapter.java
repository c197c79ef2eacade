package io.redoubt.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The suite {@code key}. */
final class KeyChapter {

    private final Results results;
    private final Markdown page;

    private KeyChapter(Results results, Markdown page) {
        this.results = results;
        this.page = page;
    }

    static void write(Results results, Markdown page) {
        KeyChapter chapter = new KeyChapter(results, page);
        page.heading(2, "Keys of a service");
        page.paragraph(
                "All eight keys of one epoch of a service, from an open root; the floor is the HMACs that the format needs, by the JDK "
                        + "alone. Tink's deriver makes as many AES keys, and binds neither algorithm nor purpose into them. Opening a "
                        + "PKCS#12 root takes its 600,000 iterations once, and is not counted.");
        Map<String, String> derivation = new LinkedHashMap<>();
        derivation.put("KeyDerivation.hmac", "17 × HMAC-SHA-512 (the floor)");
        derivation.put("KeyDerivation.pkcs12", "Redoubt, PKCS#12");
        derivation.put("KeyDerivation.softHsm", "Redoubt, SoftHSM");
        derivation.put("KeyDerivation.tink", "Tink `KeysetDeriver`");
        chapter.write(derivation);
        page.paragraph("A keyset of sixteen keys, from its file through every check and self-test.");
        Map<String, String> loading = new LinkedHashMap<>();
        loading.put("KeysetLoading.clear", "load, not wrapped");
        loading.put("KeysetLoading.wrapped", "load, wrapped by HPKE");
        chapter.write(loading);
        page.paragraph("A key that is loaded, looked up for one use; the floor is a map by the field's name.");
        Map<String, String> lookup = new LinkedHashMap<>();
        lookup.put("KeyLookup.map", "`ConcurrentHashMap` (the floor)");
        lookup.put("KeyLookup.sealing", "to seal a field");
        lookup.put("KeyLookup.opening", "to open a field of an older epoch");
        lookup.put("KeyLookup.code", "for codes");
        chapter.write(lookup);
    }

    /** @param titles by method, the first being what the others are compared with */
    private void write(Map<String, String> titles) {
        String floor = titles.keySet().iterator().next();
        for (int jdk : results.jdks().keySet()) {
            List<List<String>> rows = new ArrayList<>();
            titles.forEach((method, title) -> results.find(RowKey.of(jdk, method))
                    .ifPresent(row -> rows.add(List.of(
                            title,
                            Markdown.figure(row.median()),
                            Markdown.figure(row.error()),
                            Markdown.whole(row.allocated()),
                            results.find(RowKey.of(jdk, floor))
                                    .map(lowest -> Markdown.figure(row.median() / lowest.median()))
                                    .orElse("–")))));
            if (!rows.isEmpty()) {
                page.heading(3, "JDK " + jdk);
                page.table(List.of("", " ns/op", " ±", " B/op", " × first row"), rows);
            }
        }
    }
}
