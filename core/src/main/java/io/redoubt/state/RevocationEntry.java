package io.redoubt.state;

import java.time.Instant;
import java.util.Optional;

/**
 * A line of the log by which the instances of a service tell each other what is revoked. Immutable and thread-safe.
 *
 * @param kind what it does
 * @param name a digest that says which tokens are meant to nobody who does not know them
 * @param revokedAt when it was said
 * @param issuedBefore if present, only tokens issued until this moment are meant
 * @since 0.1.0
 */
public record RevocationEntry(Kind kind, String name, Instant revokedAt, Optional<Instant> issuedBefore) {

    /** {@return one line that says what both say; where they contradict each other, the later one} */
    RevocationEntry widenedBy(RevocationEntry later) {
        if (kind != Kind.PASSING || later.kind != Kind.PASSING) {
            return later;
        }
        return new RevocationEntry(
                kind,
                name,
                latest(revokedAt, later.revokedAt),
                later.issuedBefore.map(moment -> latest(moment, issuedBefore.orElse(moment))));
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** {@return whether tokens are meant that were issued at this moment} */
    boolean means(Instant issuedAt) {
        return issuedBefore.isEmpty() || !issuedAt.isAfter(issuedBefore.get());
    }

    /** {@return what kind of line this is; whom it means stays unsaid} */
    @Override
    public String toString() {
        return "RevocationEntry of " + kind;
    }

    /** What a line does. */
    public enum Kind {
        /** Revokes until no token can live that is meant. */
        PASSING("passing"),
        /** Revokes until it is lifted, so the log must keep it until then. */
        STANDING("standing"),
        /** Lifts what stands. */
        LIFTED("lifted");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** {@return the name of the kind in a log, which never changes} */
        public String text() {
            return text;
        }
    }
}
