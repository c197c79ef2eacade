package io.redoubt.access;

import io.redoubt.ConfigurationException;
import io.redoubt.token.SenderConstraint;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which requests need what: open routes and an ordered list of rules, of which the first that fits decides; what
 * neither names is denied.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class AccessPolicy {

    private final List<PathPattern> open;
    private final List<AccessRule> rules;
    private final Set<SenderConstraint> boundBy;

    private AccessPolicy(List<PathPattern> open, List<AccessRule> rules, Set<SenderConstraint> boundBy) {
        this.open = List.copyOf(open);
        this.rules = List.copyOf(rules);
        this.boundBy = Set.copyOf(boundBy);
    }

    /** {@return a builder for a policy that denies everything so far} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return how many open routes are declared} */
    public int openRoutes() {
        return open.size();
    }

    /** {@return how many rules there are} */
    public int rules() {
        return rules.size();
    }

    /** {@return every scope that some rule asks for, in order} */
    Set<String> scopes() {
        Set<String> scopes = new TreeSet<>();
        rules.forEach(rule -> scopes.addAll(rule.requirement().scopes()));
        return scopes;
    }

    /** {@return the ways in which every token must be bound to its sender} */
    Set<SenderConstraint> boundBy() {
        return boundBy;
    }

    /** {@return whether the path is declared open, in this very spelling} */
    boolean isOpen(String path) {
        for (PathPattern pattern : open) {
            if (pattern.matches(path)) {
                return true;
            }
        }
        return false;
    }

    /** {@return the first rule that fits; a slash at the end makes no other path of it, for some frameworks drop it} */
    Optional<AccessRule> ruleFor(String method, String path) {
        String judged = withoutLastSlash(path);
        for (AccessRule rule : rules) {
            if (rule.matches(method, judged)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    private static String withoutLastSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /**
     * Collects routes and rules in order. Not thread-safe.
     *
     * <p>Patterns are decoded paths with {@code *} or <code>{name}</code> for one segment and {@code **} at the end for
     * everything at and below a path. A rule does not tell a path from the same path with a slash at its end; an open route
     * does.
     */
    public static final class Builder {

        private static final Pattern METHOD = Pattern.compile("[A-Z]{1,20}");

        private final List<PathPattern> open = new ArrayList<>();
        private final List<AccessRule> rules = new ArrayList<>();
        private final Set<SenderConstraint> boundBy = EnumSet.noneOf(SenderConstraint.class);

        private Builder() {}

        /**
         * Declares a route open: everybody may use it, and credentials sent to it are neither checked nor shown.
         *
         * @param path a path pattern
         * @return this builder
         * @throws ConfigurationException if the pattern is not understood, or overlaps a rule without lying within it
         */
        public Builder open(String path) {
            PathPattern pattern = PathPattern.parse(path);
            open.add(pattern);
            rules.forEach(rule -> requireClear(rule, pattern));
            return this;
        }

        /**
         * Adds a rule for all methods.
         *
         * @param path a path pattern
         * @param requirement what the token must grant
         * @return this builder
         * @throws ConfigurationException as {@link #rule(String, Set, Requirement)}
         */
        public Builder rule(String path, Requirement requirement) {
            return rule(path, Set.of(), requirement);
        }

        /**
         * Adds a rule. {@code GET} covers {@code HEAD}, too.
         *
         * @param path a path pattern
         * @param methods upper-case methods; empty covers all
         * @param requirement what the token must grant
         * @return this builder
         * @throws ConfigurationException if a pattern or method is not understood, or an open route or an
         *     earlier rule decides what this one was written for
         */
        public Builder rule(String path, Set<String> methods, Requirement requirement) {
            if (!methods.stream().allMatch(method -> METHOD.matcher(method).matches())) {
                throw new ConfigurationException(
                        "methods",
                        "has an element that is not in upper-case letters",
                        "write methods as GET, POST, DELETE");
            }
            if (methods.contains("HEAD")) {
                throw new ConfigurationException(
                        "methods", "has HEAD, which has no rule of its own", "a rule for GET covers it");
            }
            AccessRule rule =
                    new AccessRule(PathPattern.parse(withoutLastSlash(path)), Set.copyOf(methods), requirement);
            open.forEach(pattern -> requireClear(rule, pattern));
            if (rules.stream().anyMatch(earlier -> earlier.hides(rule))) {
                throw new ConfigurationException(
                        "path", "is hidden by an earlier rule whose path covers it", "put the narrower rule first");
            }
            rules.add(rule);
            return this;
        }

        /**
         * Demands that every token is bound to its sender in this way, whatever rule it meets.
         *
         * @param constraint the way; each one that was named must be proven
         * @return this builder
         */
        public Builder boundBy(SenderConstraint constraint) {
            boundBy.add(constraint);
            return this;
        }

        /** An open route is asked first: it may be an exception within a rule, but not cut into one. */
        private static void requireClear(AccessRule rule, PathPattern open) {
            if (open.overlaps(rule.path()) && !(rule.path().covers(open) && !open.covers(rule.path()))) {
                throw new ConfigurationException(
                        "path",
                        "makes an open route and a rule overlap, and the route does not lie within the rule",
                        "narrow the open route, or remove the rule");
            }
        }

        /** {@return the policy} */
        public AccessPolicy build() {
            return new AccessPolicy(open, rules, boundBy);
        }
    }
}
