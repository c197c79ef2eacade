package io.redoubt.state;

/** How revocations are named in memory. */
@FunctionalInterface
interface RevocationNames {

    /** Readable, for they stay in this process. The length keeps two pairs from one name. */
    RevocationNames PLAIN = (kind, issuer, name) -> kind + issuer.length() + ":" + issuer + name;

    String name(String kind, String issuer, String name);

    default String of(Revocation revocation) {
        if (revocation instanceof Revocation.OfToken token) {
            return name("token", token.issuer(), token.tokenId());
        }
        if (revocation instanceof Revocation.OfSession session) {
            return name("session", session.issuer(), session.sessionId());
        }
        if (revocation instanceof Revocation.OfSubject subject) {
            return name("subject", subject.issuer(), subject.subject());
        }
        if (revocation instanceof Revocation.OfClient client) {
            return name("client", client.issuer(), client.clientId());
        }
        Revocation.OfKey key = (Revocation.OfKey) revocation;
        return name("key", key.issuer(), key.keyName());
    }
}
