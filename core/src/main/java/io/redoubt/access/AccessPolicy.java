package io.redoubt.access;

import io.redoubt.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    private AccessPolicy(List<PathPattern> open, List<AccessRule> rules) {
        this.open = List.copyOf(open);
        this.rules = List.copyOf(rules);
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

    boolean isOpen(RoutedPath path) {
        return open.stream().anyMatch(pattern -> pattern.matches(path));
    }

    Optional<AccessRule> ruleFor(String method, RoutedPath path) {
        return rules.stream().filter(rule -> rule.matches(method, path)).findFirst();
    }

    /**
     * Collects routes and rules in order. Not thread-safe.
     *
     * <p>Patterns are decoded paths with {@code *} or <code>{name}</code> for one segment and {@code **} at the end for
     * everything at and below a path.
     */
    public static final class Builder {

        private static final Pattern METHOD = Pattern.compile("[A-Z]{1,20}");

        private final List<PathPattern> open = new ArrayList<>();
        private final List<AccessRule> rules = new ArrayList<>();

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
            AccessRule rule = new AccessRule(PathPattern.parse(path), Set.copyOf(methods), requirement);
            open.forEach(pattern -> requireClear(rule, pattern));
            if (rules.stream().anyMatch(earlier -> earlier.hides(rule))) {
                throw new ConfigurationException(
                        "path", "is hidden by an earlier rule whose path covers it", "put the narrower rule first");
            }
            rules.add(rule);
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
            return new AccessPolicy(open, rules);
        }
    }
}
