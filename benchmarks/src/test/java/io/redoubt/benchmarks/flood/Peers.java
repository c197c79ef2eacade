package io.redoubt.benchmarks.flood;

/** Who is at the other end. */
final class Peers {

    static final String GOOD = "127.0.0.2";
    static final String FORGER = "127.0.0.3";

    private Peers() {}
}
