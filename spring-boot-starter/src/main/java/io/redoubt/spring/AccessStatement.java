package io.redoubt.spring;

import io.redoubt.access.HandlerAccess;
import io.redoubt.access.Requirement;
import io.redoubt.access.StepUp;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the annotations of one method or one class say about who may call. */
sealed interface AccessStatement {

    /** Everybody. */
    record Everybody() implements AccessStatement {}

    /** Nobody. */
    record Nobody() implements AccessStatement {}

    /**
     * Whoever meets all of this; at least one is there.
     *
     * @param scopes the scopes, if any are named
     * @param roles the roles, if any are named
     * @param stepUp what is asked of the login, if anything is
     */
    record Asks(Optional<Set<String>> scopes, Optional<Set<String>> roles, Optional<StepUp> stepUp)
            implements AccessStatement {

        /** {@return these, and of the other what is not named here} */
        Asks completedBy(Asks other) {
            return new Asks(scopes.or(other::scopes), roles.or(other::roles), stepUp.or(other::stepUp));
        }
    }

    /**
     * {@return what all statements say together}
     *
     * <p>The nearest one that says everybody or nobody is an answer, unless a nearer one asks for something: then it is replaced,
     * and what stands behind it, too. What is asked adds up, the nearer one of each kind: whoever names a scope does not thereby
     * give up the second factor that the class asks for.
     *
     * @param nearestFirst the statements: of the method, of those that it overrides, of the class, of its supertypes
     */
    static HandlerAccess together(List<AccessStatement> nearestFirst) {
        Optional<Asks> asked = Optional.empty();
        for (AccessStatement statement : nearestFirst) {
            if (statement instanceof Asks asks) {
                asked = Optional.of(
                        asked.map(nearer -> nearer.completedBy(asks)).orElse(asks));
            } else if (asked.isEmpty()) {
                return statement instanceof Everybody ? new HandlerAccess.OpenToAll() : new HandlerAccess.Closed();
            } else {
                break;
            }
        }
        return asked.<HandlerAccess>map(AccessStatement::guarded).orElse(HandlerAccess.UNSAID);
    }

    private static HandlerAccess guarded(Asks asks) {
        return new HandlerAccess.Guarded(new Requirement(
                asks.scopes().orElse(Set.of()),
                asks.roles().orElse(Set.of()),
                asks.stepUp().orElse(StepUp.NONE),
                Set.of()));
    }
}
