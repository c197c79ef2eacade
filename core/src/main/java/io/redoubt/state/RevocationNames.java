package io.redoubt.state;

import java.util.List;
import java.util.Set;

/** How revocations are named. */
interface RevocationNames {

    /** Readable, for they stay in this process. The length keeps two pairs from one name. */
    RevocationNames IN_PROCESS = new RevocationNames() {

        @Override
        public List<StateName> given(Meaning meaning) {
            String issuer = meaning.issuer();
            return List.of(StateName.plain(meaning.kind() + issuer.length() + ":" + issuer + meaning.name()));
        }

        @Override
        public List<StateName> sought(Meaning meaning) {
            return given(meaning);
        }

        @Override
        public Set<String> keys() {
            return Set.of();
        }
    };

    /** {@return under what it is noted and published, never nothing} */
    List<StateName> given(Meaning meaning);

    /** {@return under what it may have been noted, here or by another instance} */
    List<StateName> sought(Meaning meaning);

    /** {@return the public names of the keys under which names are known here} */
    Set<String> keys();

    /**
     * Whom a revocation means.
     *
     * @param kind which claim
     * @param issuer within whose tokens
     * @param name its value
     * @param stands whether it is in force until it is lifted
     */
    record Meaning(String kind, String issuer, String name, boolean stands) {

        static Meaning of(Revocation revocation) {
            if (revocation instanceof Revocation.OfToken token) {
                return new Meaning("token", token.issuer(), token.tokenId(), false);
            }
            if (revocation instanceof Revocation.OfSession session) {
                return new Meaning("session", session.issuer(), session.sessionId(), false);
            }
            if (revocation instanceof Revocation.OfSubject subject) {
                return new Meaning("subject", subject.issuer(), subject.subject(), false);
            }
            if (revocation instanceof Revocation.OfClient client) {
                return new Meaning("client", client.issuer(), client.clientId(), true);
            }
            Revocation.OfKey key = (Revocation.OfKey) revocation;
            return new Meaning("key", key.issuer(), key.keyName(), true);
        }

        /** {@return the kind; whom it means stays unsaid} */
        @Override
        public String toString() {
            return kind;
        }
    }
}
