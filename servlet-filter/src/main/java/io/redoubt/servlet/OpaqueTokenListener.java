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
     * @param token of 16 to 8,192 characters of RFC 6750, section 2.1, with a digit among them; whoever reaches the service may have made it up
     */
    void seen(String token);
}
