package io.redoubt.testkit;

/**
 * What an attacker must hold: the less, the worse is a service that lets the attack through. From the worst to the
 * mildest.
 *
 * @since 0.1.0
 */
public enum AttackTier {
    /** Nothing but what everybody can read, the issuer's public keys among it. */
    FORGE,
    /** A genuine token of the same issuer that was meant for something else. */
    REPLAY,
    /** A genuine token that was meant for the service, and his own: he only spells it differently. */
    RESPELL,
    /** An issuer that signs what it should not, or whose key he has: the service is the last that can say no. */
    MISISSUE
}
