package io.redoubt.token;

/** What an algorithm needs of a key; an algorithm only ever meets keys of its own type (RFC 8725 section 3.1). */
enum KeyType {
    RSA,
    P256,
    P384,
    ED25519,
    OCT
}
