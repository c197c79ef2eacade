package io.redoubt.token;

/**
 * The answer to "is this access token good?": a {@link VerifiedToken} or a {@link Refusal}, never null and never an
 * exception.
 */
public sealed interface Verification permits VerifiedToken, Refusal {}
