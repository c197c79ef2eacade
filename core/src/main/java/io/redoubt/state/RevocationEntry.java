package io.redoubt.state;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A line of the log by which the instances of a service tell each other what is revoked. Immutable and thread-safe.
 *
 * @param kind what it does
 * @param names which tokens are meant, under every key that the writer had: it is the same for all of them
 * @param revokedAt when it was said
 * @param issuedBefore if present, only tokens issued until this moment are meant
 * @since 0.1.0
 */
public record RevocationEntry(Kind kind, List<StateName> names, Instant revokedAt, Optional<Instant> issuedBefore) {

    /**
     * Keeps the line unchangeable.
     *
     * @param kind what it does
     * @param names which tokens are meant
     * @param revokedAt when it was said
     * @param issuedBefore if present, only tokens issued until this moment are meant
     * @throws IllegalArgumentException if there is no name
     */
    public RevocationEntry {
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a line means somebody");
        }
    }

    /** {@return one line that says what both say; where they contradict each other, the later one} */
    RevocationEntry widenedBy(RevocationEntry later) {
        if (kind != Kind.PASSING || later.kind != Kind.PASSING) {
            return later;
        }
        return new RevocationEntry(
                kind,
                Stream.concat(names.stream(), later.names.stream()).distinct().toList(),
                latest(revokedAt, later.revokedAt),
                later.issuedBefore.map(moment -> latest(moment, issuedBefore.orElse(moment))));
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** {@return whether one of the names was made without a key, or under one of these} */
    boolean canBeReadWith(Set<String> keys) {
        return names.stream().anyMatch(name -> name.isPlain() || keys.contains(name.under()));
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
