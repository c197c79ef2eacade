package io.redoubt.spring;

import io.redoubt.access.AccessPolicy;
import io.redoubt.access.Requirement;
import io.redoubt.access.StepUp;
import io.redoubt.token.SenderConstraint;
import io.redoubt.token.TokenVerifier;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Shows open routes and rules in their order. */
record AccessSection(RedoubtSettings settings, TokenVerifier verifier) implements PostureSection {

    @Override
    public String name() {
        return "access";
    }

    @Override
    public Object content() {
        Map<String, Object> access = new LinkedHashMap<>();
        access.put("uncovered", settings.uncovered().text());
        access.put("senderConstraint", methods(verifier.proofs().methods()));
        access.put("open", settings.policy().openPaths());
        access.put(
                "rules",
                settings.policy().rulesInOrder().stream()
                        .map(AccessSection::rule)
                        .toList());
        return access;
    }

    private static Map<String, Object> rule(AccessPolicy.Rule rule) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("path", rule.path());
        shown.put("methods", new TreeSet<>(rule.methods()));
        shown.put("requires", requirement(rule.requirement()));
        return shown;
    }

    /** {@return what a rule or annotations ask; only what they name} */
    static Map<String, Object> requirement(Requirement requirement) {
        Map<String, Object> shown = new LinkedHashMap<>();
        put(shown, "scopes", requirement.scopes());
        put(shown, "anyRole", new TreeSet<>(requirement.anyRole()));
        StepUp stepUp = requirement.stepUp();
        stepUp.acr().ifPresent(acr -> shown.put("acr", acr));
        put(shown, "amr", stepUp.amr());
        stepUp.maxAge().ifPresent(age -> shown.put("maxAgeSeconds", age.toSeconds()));
        if (stepUp.uses() == StepUp.Uses.ONE) {
            shown.put("singleUse", true);
        }
        put(shown, "boundBy", methods(requirement.boundBy()));
        return shown;
    }

    private static void put(Map<String, Object> shown, String name, Collection<String> values) {
        if (!values.isEmpty()) {
            shown.put(name, values);
        }
    }

    private static List<String> methods(Collection<SenderConstraint> constraints) {
        return constraints.stream().sorted().map(SenderConstraint::settingName).toList();
    }
}
