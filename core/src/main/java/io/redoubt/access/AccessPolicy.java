package io.redoubt.access;

import io.redoubt.ConfigurationException;
import io.redoubt.token.SenderConstraint;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which requests need what: open routes and an ordered list of rules, of which the first that fits decides; what
 * neither names is denied.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class AccessPolicy {

    /** In lower case: no rule can name it. */
    private static final String OTHER_METHOD = "other";

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

    /** {@return the path patterns of the open routes, as they were written} */
    public List<String> openPaths() {
        return open.stream().map(PathPattern::toString).toList();
    }

    /** {@return the rules in order, as they were written} */
    public List<Rule> rulesInOrder() {
        return rules.stream()
                .map(rule -> new Rule(rule.path().toString(), rule.methods(), rule.requirement()))
                .toList();
    }

    /**
     * {@return whether an open route or a rule is for this request, whatever it asks}
     *
     * @param method the method
     * @param path the decoded path within the application
     */
    public boolean covers(String method, String path) {
        return isOpen(path) || ruleFor(method, path).isPresent();
    }

    /**
     * {@return how the requests of an endpoint are covered, found by deciding about one of each kind that this policy tells
     * apart}
     *
     * @param methods upper-case methods; empty for all
     * @param path a path pattern
     * @param handler what the endpoint's handler asks
     * @throws ConfigurationException if the pattern is not understood
     */
    public Coverage coverageOf(Set<String> methods, String path, HandlerAccess handler) {
        String slash = path.length() > 1 && path.endsWith("/") ? "/" : ""; // to an open route, this is another path
        Set<String> samples = new SamplePaths(PathPattern.parse(withoutLastSlash(path)), patterns()).all();
        Set<Demands.Standing> standings = EnumSet.noneOf(Demands.Standing.class);
        Set<String> deciding = new LinkedHashSet<>();
        for (String method : methods.isEmpty() ? methodsToldApart() : methods) {
            for (String sample : samples) {
                Demands demands = Demands.of(this, method, sample + slash, handler);
                standings.add(demands.standing());
                ruleFor(method, sample)
                        .filter(rule -> demands.standing() != Demands.Standing.OPEN)
                        .ifPresent(rule -> deciding.add(rule.path().toString()));
            }
        }
        return Coverage.of(standings, List.copyOf(deciding));
    }

    private List<PathPattern> patterns() {
        return Stream.concat(open.stream(), rules.stream().map(AccessRule::path))
                .toList();
    }

    /** {@return every method that some rule names, and one for all that none names} */
    private Set<String> methodsToldApart() {
        Set<String> methods = new TreeSet<>();
        rules.forEach(rule -> methods.addAll(rule.methods()));
        methods.add(OTHER_METHOD);
        return methods;
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
     * A rule as it was written.
     *
     * @param path the path pattern
     * @param methods the methods that it covers; empty for all
     * @param requirement what it asks
     */
    public record Rule(String path, Set<String> methods, Requirement requirement) {

        /**
         * Keeps the rule unchangeable.
         *
         * @param path the path pattern
         * @param methods the methods
         * @param requirement what it asks
         */
        public Rule {
            methods = Set.copyOf(methods);
        }
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
