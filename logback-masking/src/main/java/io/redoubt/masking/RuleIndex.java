package io.redoubt.masking;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rules, by what their detectors are called for. Immutable. */
final class RuleIndex {

    private final WordTable words;
    private final DigitTable digits;
    private final Rule[] at;
    private final KeyValues keyValues;
    private final Urls urls;

    RuleIndex(List<Rule> rules, Map<String, KeyEntry> keys) {
        KeyTable table = new KeyTable(keys);
        List<Rule> withInsert = new ArrayList<>(rules);
        withInsert.add(Rule.of(new SqlInsert(table), Strategy.placeholder()));
        words = new WordTable(withInsert);
        digits = new DigitTable(rules);
        at = rules.stream()
                .filter(rule -> rule.detector().anchors().stream().anyMatch(Anchor.At.class::isInstance))
                .toArray(Rule[]::new);
        keyValues = new KeyValues(table);
        urls = Urls.of(rules);
    }

    WordTable words() {
        return words;
    }

    DigitTable digits() {
        return digits;
    }

    Rule[] at() {
        return at;
    }

    KeyValues keyValues() {
        return keyValues;
    }

    Urls urls() {
        return urls;
    }
}
