package io.redoubt.testkit;

import java.util.List;

/**
 * A key that a JWK set must not be able to bring into use, with a signature that verifies if it is used all the same.
 *
 * @param keyId its id
 * @param algorithm the {@code alg} of its tokens
 * @param jwks its entries in the JWK set, several if the key id is the attack
 * @param signer signs with it
 */
record HostileKey(String keyId, String algorithm, List<String> jwks, TokenSigner signer) {}
