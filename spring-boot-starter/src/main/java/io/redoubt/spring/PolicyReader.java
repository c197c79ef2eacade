package io.redoubt.spring;

import io.redoubt.access.AccessPolicy;
import io.redoubt.access.Requirement;
import io.redoubt.access.StepUp;
import io.redoubt.token.SenderConstraint;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Makes the access policy of the properties under {@code redoubt.access}. */
final class PolicyReader {

    private static final String OPEN = "redoubt.access.open";
    private static final String RULES = "redoubt.access.rules";

    private PolicyReader() {}

    /** {@return the policy of everything that could be read; the rest was taken down} */
    static AccessPolicy read(
            RedoubtProperties.Access access,
            Set<SenderConstraint> boundBy,
            List<LogoutSettings> logouts,
            Problems problems) {
        AccessPolicy.Builder policy = AccessPolicy.builder();
        boundBy.forEach(policy::boundBy);
        List<String> open = access.open();
        for (int i = 0; i < open.size(); i++) {
            String path = open.get(i);
            String property = OPEN + "[" + i + "]";
            problems.take(setting -> property, () -> policy.open(path));
        }
        for (int i = 0; i < access.rules().size(); i++) {
            readRule(access.rules().get(i), RULES + "[" + i + "]", policy, problems);
        }
        for (LogoutSettings logout : logouts) {
            String property = "redoubt.issuers." + logout.issuer() + ".logout.path";
            problems.take(setting -> property, () -> policy.open(logout.path()));
        }
        return policy.build();
    }

    private static void readRule(
            RedoubtProperties.Rule rule, String property, AccessPolicy.Builder policy, Problems problems) {
        UnaryOperator<String> propertyOfSetting = setting -> property + "." + setting;
        Optional<StepUp> stepUp = problems.take(propertyOfSetting, () -> stepUp(rule));
        Set<SenderConstraint> boundBy = boundBy(rule, property, problems);
        Optional<Requirement> requirement = problems.take(
                propertyOfSetting,
                () -> new Requirement(
                        Set.copyOf(rule.scopes()), Set.copyOf(rule.roles()), stepUp.orElse(StepUp.NONE), boundBy));
        String path = rule.path();
        if (path == null) {
            problems.add(property + ".path", "is not set", "write a path pattern such as /orders/**");
            return;
        }
        // Without a requirement it is added to find all other problems; a policy with problems is never in force.
        problems.take(
                propertyOfSetting,
                () -> policy.rule(path, Set.copyOf(rule.methods()), requirement.orElseGet(Requirement::authenticated)));
    }

    private static StepUp stepUp(RedoubtProperties.Rule rule) {
        return new StepUp(
                Optional.ofNullable(rule.acr()),
                Set.copyOf(rule.amr()),
                Optional.ofNullable(rule.maxAge()),
                rule.singleUse() ? StepUp.Uses.ONE : StepUp.Uses.MANY);
    }

    private static Set<SenderConstraint> boundBy(RedoubtProperties.Rule rule, String property, Problems problems) {
        Set<SenderConstraint> boundBy = EnumSet.noneOf(SenderConstraint.class);
        for (String name : rule.boundBy()) {
            Optional<SenderConstraint> constraint = SenderConstraintReader.constraint(name);
            constraint.ifPresent(boundBy::add);
            if (constraint.isEmpty()) {
                problems.add(property + ".bound-by", "has an element that is not known", "write dpop, mtls or both");
            }
        }
        return boundBy;
    }
}
