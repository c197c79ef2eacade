package io.redoubt.benchmarks.token;

/** The signature algorithms that are measured, by their names in JOSE. */
public enum Algorithm {
    RS256("RS256", "SHA256withRSA"),
    ES256("ES256", "SHA256withECDSA"),
    EDDSA("EdDSA", "Ed25519"),
    HS256("HS256", "HmacSHA256");

    private final String joseName;
    private final String jcaName;

    Algorithm(String joseName, String jcaName) {
        this.joseName = joseName;
        this.jcaName = jcaName;
    }

    /** {@return the value of {@code alg}} */
    public String joseName() {
        return joseName;
    }

    /** {@return the name in the JDK and its providers} */
    String jcaName() {
        return jcaName;
    }
}
