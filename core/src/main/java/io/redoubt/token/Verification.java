package io.redoubt.token;

/**
 * The answer to "is this access token good?": a {@link VerifiedToken} or a {@link Refusal}, never null and never an
 * exception.
 *
 * @since 0.1.0
 */
public sealed interface Verification permits VerifiedToken, Refusal {}
