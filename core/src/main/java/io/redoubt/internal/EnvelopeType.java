package io.redoubt.internal;

/** What a signed envelope holds; the name is signed with it, so that none can be taken for another. */
public enum EnvelopeType {
    /** The keys of one service. */
    KEYSET("redoubt-keyset+json"),
    /** What was issued to a whole fleet. */
    MANIFEST("redoubt-manifest+json"),
    /** Which epochs are not to be trusted any more. */
    REVOCATIONS("redoubt-revocations+json"),
    /** Where the audit log ends. */
    AUDIT("redoubt-audit+json"),
    /** What an instance says about its own keys; signed by its service. */
    ATTESTATION("redoubt-attestation+json");

    private final String mediaType;

    EnvelopeType(String mediaType) {
        this.mediaType = mediaType;
    }

    /** {@return the value of {@code typ}} */
    public String mediaType() {
        return mediaType;
    }
}
