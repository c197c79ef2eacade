package io.redoubt.access;

import io.redoubt.ConfigurationException;
import io.redoubt.Reason;
import io.redoubt.internal.ScopeToken;
import io.redoubt.token.VerifiedToken;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a rule asks of a verified token: all of these scopes, and one of these roles.
 *
 * <p>Immutable and thread-safe.
 *
 * @param scopes scopes that the token must grant, every one of them; may be empty
 * @param anyRole roles of which the subject must have at least one; empty asks for none
 * @since 0.1.0
 */
public record Requirement(Set<String> scopes, Set<String> anyRole) {

    /**
     * Keeps the requirement unchangeable.
     *
     * @param scopes all needed scopes
     * @param anyRole the roles of which one is needed
     * @throws ConfigurationException if a scope is none by RFC 6749 section 3.3, or a role is blank
     */
    public Requirement {
        if (!scopes.stream().allMatch(ScopeToken::isValid)) {
            throw new ConfigurationException(
                    "scopes",
                    "has an element that is no scope",
                    "write one scope per element, in printable ASCII without space, quote and backslash");
        }
        if (anyRole.stream().anyMatch(String::isBlank)) {
            throw new ConfigurationException("roles", "has a blank element", "write one role per list element");
        }
        scopes = Collections.unmodifiableSet(new TreeSet<>(scopes)); // sorted: the challenge names them in order
        anyRole = Set.copyOf(anyRole);
    }

    /** {@return a requirement that every verified token meets} */
    public static Requirement authenticated() {
        return new Requirement(Set.of(), Set.of());
    }

    /** {@return why the token does not meet this, or nothing if it does} */
    Optional<Reason> unmetBy(VerifiedToken token) {
        if (!token.scopes().containsAll(scopes)) {
            return Optional.of(Reason.INSUFFICIENT_SCOPE);
        }
        if (!anyRole.isEmpty() && Collections.disjoint(token.roles(), anyRole)) {
            return Optional.of(Reason.INSUFFICIENT_ROLE);
        }
        return Optional.empty();
    }
}
