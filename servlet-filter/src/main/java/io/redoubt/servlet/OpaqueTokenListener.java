package io.redoubt.servlet;

/**
 * Is told of opaque tokens that requests bring: text that nothing but its owner tells from other text. A JWT says itself what it is.
 * Called on the thread of the request; must be fast, and not throw.
 *
 * @since 0.1.0
 */
public interface OpaqueTokenListener {

    /**
     * Takes note of what somebody calls a token, before anybody judges it. Whoever reaches the service may write there what he likes, so
     * that it is to be forgotten soon unless it turns out to be good.
     *
     * @param token of 16 to 4,096 characters of RFC 6750 section 2.1, with fewer than two dots, and with a digit
     */
    void seen(String token);

    /**
     * Takes note of a token that let a request in, before the application sees it.
     *
     * @param token as it may be {@linkplain #seen seen}; it need not have a digit
     */
    void admitted(String token);
}
