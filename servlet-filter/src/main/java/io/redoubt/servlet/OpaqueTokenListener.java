package io.redoubt.servlet;

/**
 * Is told of opaque tokens that requests bring, before anybody judges them. Called on the thread of the request; must be fast, and not
 * throw.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface OpaqueTokenListener {

    /**
     * Takes note of a token. Whether it is good is not known.
     *
     * @param token of 8 to 8,192 visible ASCII characters
     */
    void seen(String token);
}
