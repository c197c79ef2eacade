/**
 * Answers one question: is this access token good? {@link io.redoubt.token.TokenVerifier} asks it, a
 * {@link io.redoubt.token.TrustedIssuer} says what is acceptable, and the answer is a
 * {@link io.redoubt.token.Verification}.
 *
 * <p>The way of a token, each step in a class of its own: {@code CompactJws} (canonical gate), {@code JoseHeader}
 * (header scan), {@code KeySnapshot} (key choice), {@code VerificationKey} (signature), {@code ClaimChecks} (claims).
 */
@NullMarked
package io.redoubt.token;

import org.jspecify.annotations.NullMarked;
