package io.redoubt.token;

import java.security.GeneralSecurityException;

/** Says whether a signature is that of one key, by one algorithm. Thread-safe. */
@FunctionalInterface
interface SignatureCheck {

    /**
     * {@return whether the signature is good}
     *
     * @param input what was signed
     * @param signature as it stands in a JWS, decoded
     * @throws GeneralSecurityException if that cannot be judged, which is as good as no
     */
    boolean verifies(byte[] input, byte[] signature) throws GeneralSecurityException;
}
