package io.redoubt.benchmarks.token;

/** A library that was set up to accept the tokens of one mint. */
@FunctionalInterface
public interface TokenCheck extends AutoCloseable {

    /**
     * Checks a token.
     *
     * @param token in the compact form
     * @return what the library made of it
     * @throws Exception if the library refuses it
     */
    Object check(String token) throws Exception;

    /** Frees what the library holds; usually nothing. */
    @Override
    default void close() {}
}
