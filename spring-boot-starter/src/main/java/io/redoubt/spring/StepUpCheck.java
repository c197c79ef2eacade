package io.redoubt.spring;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a login that some rule asks for can be had, and that it is said whose word counts about it: the same level means
 * different things to different issuers.
 */
final class StepUpCheck {

    private final Map<String, RedoubtProperties.Issuer> issuers;
    private final Problems problems;

    private StepUpCheck(RedoubtProperties properties, Problems problems) {
        this.issuers = properties.issuers();
        this.problems = problems;
    }

    static void check(RedoubtProperties properties, Problems problems) {
        StepUpCheck check = new StepUpCheck(properties, problems);
        List<RedoubtProperties.Rule> rules = properties.access().rules();
        for (int i = 0; i < rules.size(); i++) {
            check.checkRule(rules.get(i), "redoubt.access.rules[" + i + "].");
        }
        if (rules.stream().anyMatch(rule -> rule.acr() != null)) {
            check.requireSaid("acr-levels", RedoubtProperties.Issuer::acrLevels);
        }
        if (rules.stream().anyMatch(rule -> !rule.amr().isEmpty())) {
            check.requireSaid("amr", RedoubtProperties.Issuer::amr);
        }
    }

    private void checkRule(RedoubtProperties.Rule rule, String property) {
        String acr = rule.acr();
        if (acr != null && !counts(List.of(acr), RedoubtProperties.Issuer::acrLevels)) {
            problems.add(
                    property + "acr",
                    "is a level that no issuer has among its acr-levels, so nobody could pass",
                    "add it to the acr-levels of an issuer that has it");
        }
        if (!counts(rule.amr(), RedoubtProperties.Issuer::amr)) {
            problems.add(
                    property + "amr",
                    "has a method for which no issuer's word counts, so nobody could pass",
                    "add it to the amr of an issuer that is believed about it");
        }
    }

    private boolean counts(List<String> asked, Said said) {
        return issuers.isEmpty()
                || issuers.values().stream().map(said::by).anyMatch(known -> known == null || known.containsAll(asked));
    }

    private void requireSaid(String setting, Said said) {
        if (issuers.size() < 2) {
            return;
        }
        issuers.forEach((name, issuer) -> {
            if (said.by(issuer) == null) {
                problems.add(
                        "redoubt.issuers." + name + "." + setting,
                        "is not set, and there are several issuers: what one of them says of a login, another may say of a"
                                + " weaker one",
                        "list what this issuer is believed about; write [] if it is nothing");
            }
        });
    }

    /** What is said of an issuer. */
    private interface Said {
        @Nullable
        List<String> by(RedoubtProperties.Issuer issuer);
    }
}
