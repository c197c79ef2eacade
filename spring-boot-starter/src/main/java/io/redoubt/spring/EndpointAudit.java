package io.redoubt.spring;

import io.redoubt.access.Coverage;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.web.servlet.function.HandlerFunction;

/**
 * Looks at every endpoint of one application context before its first request: stops the start where an annotation could not
 * hold, and tells of endpoints that nothing covers.
 */
final class EndpointAudit implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger("io.redoubt");
    private static final int MOST_WARNED = 50;
    private static final int MOST_LISTED = 500;
    private static final String REMEDY = "write a rule under redoubt.access.rules, or put @RequiresScope, @StepUp or"
            + " @RolesAllowed on the handler; if everybody may call it, declare it under redoubt.access.open or put @PermitAll on"
            + " the handler";

    private final RedoubtSettings settings;
    private final EndpointInventory inventory;
    private final MvcEndpoints endpoints;
    private final List<HandlerCode> neverHeld;
    private final boolean hasActuator;

    /** @param neverHeld code that answers requests, and where an annotation would do nothing */
    EndpointAudit(
            RedoubtSettings settings,
            EndpointInventory inventory,
            MvcEndpoints endpoints,
            List<HandlerCode> neverHeld,
            boolean hasActuator) {
        this.settings = settings;
        this.inventory = inventory;
        this.endpoints = endpoints;
        this.neverHeld = List.copyOf(neverHeld);
        this.hasActuator = hasActuator;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<FoundEndpoint> found = endpoints.find();
        inventory.include(endpoints::find);
        Problems problems = new Problems();
        found.stream()
                .filter(endpoint -> endpoint.handler().isPresent())
                .map(endpoint -> endpoint.handler().get())
                .collect(Collectors.groupingBy(HandlerCode::of))
                .forEach((code, handlers) -> check(code, handlers.get(0), problems));
        neverHeld.stream()
                .filter(AccessAnnotations::standsOn)
                .forEach(code -> problems.add(
                        code.name(),
                        "has an annotation of Redoubt, but is an endpoint of the actuator, where no annotation holds",
                        "remove it, and write a rule for the path of the endpoint"));
        if (settings.enforcedBy() == EnforcedBy.REDOUBT) {
            report(inventory.covered(found), problems);
        }
        if (!problems.none()) {
            throw problems.toException();
        }
    }

    private void check(HandlerCode code, Object handler, Problems problems) {
        if (settings.enforcedBy() == EnforcedBy.SPRING_SECURITY) {
            if (AccessAnnotations.hasRedoubts(code)) {
                problems.add(
                        code.name(),
                        "has an annotation of Redoubt, but Spring Security decides about requests, so it would do nothing",
                        "remove it, or set " + EnforcedBy.PROPERTY + " to redoubt");
            }
        } else if (!(handler instanceof HandlerFunction)) {
            new AccessAnnotations(problems).read(code);
        } else if (AccessAnnotations.hasAny(code)) {
            problems.add(
                    code.name(),
                    "has an annotation of access, but is a function of a route, where no annotation holds",
                    "remove it, and write a rule for the path of the route");
        }
    }

    private void report(List<ListedEndpoint> listed, Problems problems) {
        if (!hasActuator) {
            listed.stream()
                    .limit(MOST_LISTED)
                    .forEach(it -> log.info("redoubt: {}: {}", it.description(), it.coverageText()));
        }
        List<ListedEndpoint> forgotten =
                listed.stream().filter(ListedEndpoint::isForgotten).toList();
        if (settings.uncovered() == Uncovered.FAIL) {
            forgotten.forEach(it -> problems.add(it.description(), problem(it), REMEDY));
        } else if (!forgotten.isEmpty()) {
            log.warn(
                    "redoubt: endpoints that neither a rule nor an annotation covers, at least in part; such requests are"
                            + " denied: {}{}; {}",
                    forgotten.stream()
                            .limit(MOST_WARNED)
                            .map(ListedEndpoint::description)
                            .collect(Collectors.joining("; ")),
                    forgotten.size() > MOST_WARNED ? "; and " + (forgotten.size() - MOST_WARNED) + " more" : "",
                    REMEDY);
        }
    }

    private static String problem(ListedEndpoint endpoint) {
        return endpoint.coverage().extent() == Coverage.Extent.UNCOVERED
                ? "is covered by neither a rule nor an annotation"
                : "is covered by a rule only in part";
    }
}
