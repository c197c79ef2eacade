package io.redoubt.access;

import java.time.Duration;

/**
 * How patient the budget is: less so while somebody sends forged tokens.
 *
 * <p>What waits holds a thread, of which most servers have fewer than the queue has places. So one sender may not fill
 * it, neither with forgeries nor with a token that is genuine and has expired.
 */
enum Situation {
    CALM(Duration.ofMillis(500), 64, WaitingQueue.CAPACITY),

    /** In so short a wait, hardly more of one peer would be checked anyway. */
    FORGERIES_ABOUT(Duration.ofMillis(50), 32, Line.BEHIND_PROXY.places());

    private final Duration longestWait;
    private final int mostOfOnePeer;
    private final int mostBehindProxies;

    Situation(Duration longestWait, int mostOfOnePeer, int mostBehindProxies) {
        this.longestWait = longestWait;
        this.mostOfOnePeer = mostOfOnePeer;
        this.mostBehindProxies = mostBehindProxies;
    }

    Duration longestWait() {
        return longestWait;
    }

    /** {@return how many requests of one peer may wait in this line} */
    int mostWaiting(Line line) {
        return line == Line.BEHIND_PROXY ? mostBehindProxies : mostOfOnePeer;
    }
}
