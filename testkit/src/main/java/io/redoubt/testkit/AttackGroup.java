package io.redoubt.testkit;

/**
 * The groups of the attack catalogue, by the letter that begins each {@link Attack#id() id}.
 *
 * @since 0.1.0
 */
public enum AttackGroup {
    /** Signature and algorithm: 1 to 33. */
    SIGNATURE("A", "Signature and algorithm", 1),
    /** What a header says about keys and about how to read the rest: 34 to 62. */
    HEADER("B", "Header and key id", 34),
    /** Claims of a token whose signature may well be good: 63 to 98. */
    CLAIMS("C", "Claims", 63),
    /** Encrypted tokens: 99 to 111. */
    ENCRYPTION("D", "Encryption", 99),
    /** The spelling of a token and of the JSON in it: 112 to 123. */
    ENCODING("E", "Encoding and parsing", 112),
    /** Tokens that are bound to a key, and its proofs (RFC 9449): 124 to 149. */
    PROOF("F", "Proof of possession (DPoP)", 124),
    /** Tokens that are bound to a client certificate (RFC 8705): 150 to 156. */
    CERTIFICATE("G", "Client certificates", 150),
    /** One service's token at another service or tenant, and the second factor (RFC 9470): 157 to 171. */
    SERVICE("H", "Other services, tenants and step-up", 157),
    /** Where a request carries what, and what it says beside: 172 to 185. */
    TRANSPORT("I", "Transport and fields", 172),
    /** The keys and the network: 186 to 199. */
    AVAILABILITY("J", "Keys and availability", 186),
    /** What is remembered of tokens: 200 to 208. */
    MEMORY("K", "Cache and revocation", 200);

    private final String letter;
    private final String title;
    private final int firstNumber;

    AttackGroup(String letter, String title, int firstNumber) {
        this.letter = letter;
        this.title = title;
        this.firstNumber = firstNumber;
    }

    /** {@return the letter in the ids of its attacks} */
    public String letter() {
        return letter;
    }

    /** {@return its heading} */
    public String title() {
        return title;
    }

    /** {@return the group of a catalogue number} */
    static AttackGroup of(int number) {
        AttackGroup found = SIGNATURE;
        for (AttackGroup group : values()) {
            found = number >= group.firstNumber ? group : found;
        }
        return found;
    }
}
