package io.redoubt.token;

/**
 * The answer to "is this access token good?": a {@link VerifiedToken}, a {@link BoundToken} whose sender has something to prove
 * yet, or a {@link Refusal}; never null and never an exception.
 *
 * @since 0.1.0
 */
public sealed interface Verification permits VerifiedToken, BoundToken, Refusal {}
