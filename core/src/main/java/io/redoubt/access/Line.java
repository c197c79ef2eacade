package io.redoubt.access;

import java.util.List;

/** Where a request queues. Each line has places in the queue that the others may borrow, but not keep from it. */
enum Line {
    /** For peers with a success of late. */
    KNOWN(128),
    /** For every other peer. */
    NEWCOMERS(64),
    /** For what comes through a proxy that does not tell for whom: nobody can say who of them sends too much. */
    BEHIND_PROXY(64);

    /** In which order the lines take turns, those that are empty left out: in proportion to their places. */
    static final List<Line> TURNS = List.of(KNOWN, NEWCOMERS, KNOWN, BEHIND_PROXY);

    private final int places;

    Line(int places) {
        this.places = places;
    }

    int places() {
        return places;
    }
}
