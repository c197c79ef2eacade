package io.redoubt.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is asked of one request: by the rule of its path, and by the handler that it will reach.
 *
 * @param standing whether the request needs a token, and whether one could help
 * @param rule the path pattern of the rule, for the log; {@code -} if there is none
 * @param requirements what the token must meet, every one of them
 */
record Demands(Standing standing, String rule, List<Requirement> requirements) {

    private static final Demands OPEN = new Demands(Standing.OPEN, "-", List.of());

    static Demands of(AccessPolicy policy, String method, String path, HandlerAccess handler) {
        if (handler instanceof HandlerAccess.Preflight) {
            return OPEN;
        }
        boolean open = policy.isOpen(path);
        Optional<AccessRule> rule = open ? Optional.empty() : policy.ruleFor(method, path);
        if (rule.isEmpty() && (handler instanceof HandlerAccess.OpenToAll || (open && saysNothing(handler)))) {
            return OPEN;
        }
        List<Requirement> requirements = new ArrayList<>(2);
        rule.ifPresent(it -> requirements.add(it.requirement()));
        if (handler instanceof HandlerAccess.Guarded guarded) {
            requirements.add(guarded.requirement());
        }
        String name = rule.map(it -> it.path().toString()).orElse("-");
        return new Demands(standing(rule, handler), name, requirements);
    }

    private static boolean saysNothing(HandlerAccess handler) {
        return handler instanceof HandlerAccess.Unsaid;
    }

    private static Standing standing(Optional<AccessRule> rule, HandlerAccess handler) {
        if (handler instanceof HandlerAccess.Closed) {
            return Standing.CLOSED;
        }
        return rule.isEmpty() && saysNothing(handler) ? Standing.UNCOVERED : Standing.GUARDED;
    }

    /** {@return whether one token is good for one request only} */
    boolean isForSingleUse() {
        for (Requirement requirement : requirements) {
            if (requirement.isForSingleUse()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a request needs a token, and whether one could help. */
    enum Standing {
        /** It needs none. */
        OPEN,
        /** It needs one that meets the requirements. */
        GUARDED,
        /** The handler lets nobody pass. */
        CLOSED,
        /** Nothing covers it. */
        UNCOVERED
    }
}
