package io.redoubt.access;

import io.redoubt.ConfigurationException;
import io.redoubt.Reason;
import io.redoubt.internal.ScopeToken;
import io.redoubt.token.SenderConstraint;
import io.redoubt.token.VerifiedToken;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What a rule asks of a verified token: all of these scopes, one of these roles, a login that is good enough, and to be
 * bound to its sender in each of these ways.
 *
 * <p>Immutable and thread-safe.
 *
 * @param scopes scopes that the token must grant, every one of them; may be empty
 * @param anyRole roles of which the subject must have at least one; empty asks for none
 * @param stepUp what the login must have been
 * @param boundBy ways in which the token must be bound to its sender, every one of them; may be empty
 * @since 0.1.0
 */
public record Requirement(Set<String> scopes, Set<String> anyRole, StepUp stepUp, Set<SenderConstraint> boundBy) {

    /**
     * Keeps the requirement unchangeable.
     *
     * @param scopes all needed scopes
     * @param anyRole the roles of which one is needed
     * @param stepUp what the login must have been
     * @param boundBy all needed sender constraints
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
        boundBy = Set.copyOf(boundBy);
    }

    /**
     * Asks for scopes and roles, of any login and any sender.
     *
     * @param scopes all needed scopes
     * @param anyRole the roles of which one is needed
     * @throws ConfigurationException if a scope is none by RFC 6749 section 3.3, or a role is blank
     */
    public Requirement(Set<String> scopes, Set<String> anyRole) {
        this(scopes, anyRole, StepUp.NONE, Set.of());
    }

    /** {@return a requirement that every verified token meets} */
    public static Requirement authenticated() {
        return new Requirement(Set.of(), Set.of());
    }

    /** {@return why the token does not meet this at this moment, or nothing if it does} */
    Optional<Reason> unmetBy(VerifiedToken token, Supplier<Instant> now) {
        if (!token.senderConstraints().containsAll(boundBy)) {
            return Optional.of(Reason.NOT_SENDER_CONSTRAINED);
        }
        if (!token.scopes().containsAll(scopes)) {
            return Optional.of(Reason.INSUFFICIENT_SCOPE);
        }
        if (!anyRole.isEmpty() && Collections.disjoint(token.roles(), anyRole)) {
            return Optional.of(Reason.INSUFFICIENT_ROLE);
        }
        // Last: whoever may not do it anyway is not sent to log in again.
        return stepUp.asksNothing() ? Optional.empty() : stepUp.unmetBy(token.authentication(), now.get());
    }

    boolean isForSingleUse() {
        return stepUp.uses() == StepUp.Uses.ONE;
    }
}
