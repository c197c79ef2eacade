package io.redoubt.access;

import java.util.List;
import java.util.Set;

/**
 * How the requests that fit a pattern are covered, for whoever lists endpoints; no request is decided by it.
 *
 * <p>Immutable and thread-safe.
 *
 * @param extent how far they are covered
 * @param rules the path patterns of the rules that decide about some of them, in no order
 * @since 0.1.0
 */
public record Coverage(Extent extent, List<String> rules) {

    /**
     * Keeps the answer unchangeable.
     *
     * @param extent how far they are covered
     * @param rules the rules
     */
    public Coverage {
        rules = List.copyOf(rules);
    }

    static Coverage of(Set<Demands.Standing> standings, List<String> rules) {
        return new Coverage(extent(standings), rules);
    }

    private static Extent extent(Set<Demands.Standing> standings) {
        if (standings.contains(Demands.Standing.UNCOVERED)) {
            return standings.size() == 1 ? Extent.UNCOVERED : Extent.PARTLY;
        }
        if (standings.contains(Demands.Standing.OPEN)) {
            return standings.size() == 1 ? Extent.OPEN : Extent.PARTLY_OPEN;
        }
        return standings.contains(Demands.Standing.CLOSED) ? Extent.CLOSED : Extent.GUARDED;
    }

    /** How far requests are covered. */
    public enum Extent {
        /** Everybody may make any of them. */
        OPEN,
        /** Everybody may make some of them; the others need a token. */
        PARTLY_OPEN,
        /** Each needs a token. */
        GUARDED,
        /** Nobody may make any of them. */
        CLOSED,
        /** Some are covered; nothing covers the others, which are denied. */
        PARTLY,
        /** Nothing covers any of them: all are denied. */
        UNCOVERED
    }
}
