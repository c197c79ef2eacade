package io.redoubt.token;

import java.util.List;

/** What an algorithm needs of a key; an algorithm only ever meets keys of its own type (RFC 8725 section 3.1). */
enum KeyType {
    RSA,
    P256,
    P384,
    ED25519,
    OCT;

    /** {@return what a public JWK of this type needs beside {@code kty} (RFC 7638 section 3.2, RFC 8037 section 2)} */
    List<String> publicMembers() {
        return switch (this) {
            case RSA -> List.of("e", "n");
            case P256, P384 -> List.of("crv", "x", "y");
            case ED25519 -> List.of("crv", "x");
            case OCT -> List.of();
        };
    }
}
