package io.redoubt.masking;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rules, by what their detectors are called for. Immutable. */
final class RuleIndex {

    private static final List<Character> SIGNS = List.of('@', '~', '|', '!', '+');

    private final WordTable words;
    private final DigitTable digits;
    private final Rule[][] signs;
    private final KeyValues keyValues;
    private final Urls urls;

    RuleIndex(List<Rule> rules, Map<String, KeyEntry> keys) {
        KeyTable table = new KeyTable(keys);
        List<Rule> withInsert = new ArrayList<>(rules);
        withInsert.add(Rule.of(new SqlInsert(table), Strategy.placeholder()));
        words = new WordTable(withInsert);
        digits = new DigitTable(rules);
        signs = new Rule[128][];
        for (char sign : SIGNS) {
            Anchor anchor = Anchor.sign(sign);
            signs[sign] = rules.stream()
                    .filter(rule -> rule.detector().anchors().contains(anchor))
                    .toArray(Rule[]::new);
        }
        keyValues = new KeyValues(table);
        urls = Urls.of(rules);
    }

    WordTable words() {
        return words;
    }

    DigitTable digits() {
        return digits;
    }

    /** {@return the rules of a sign that is an anchor} */
    Rule[] at(byte sign) {
        return signs[sign];
    }

    KeyValues keyValues() {
        return keyValues;
    }

    Urls urls() {
        return urls;
    }
}
