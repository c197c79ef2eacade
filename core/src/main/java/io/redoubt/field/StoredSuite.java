package io.redoubt.field;

import io.redoubt.key.Suite;
import java.util.Optional;

/** The suites of ciphertexts, and how each is stored. FORMATS section 4. */
enum StoredSuite {
    A256GCM(1, Suite.A256GCM, 12, 16),
    XA256GCM(2, Suite.XA256GCM, 24, 16),
    XC20P(3, Suite.XC20P, 24, 16),
    A256CTR_HS256(4, Suite.A256CTR_HS256, 16, 32),
    A256SIV(6, Suite.A256SIV, 0, 16);

    private final int nibble;
    private final Suite suite;
    private final int nonceBytes;
    private final int tagBytes;

    StoredSuite(int nibble, Suite suite, int nonceBytes, int tagBytes) {
        this.nibble = nibble;
        this.suite = suite;
        this.nonceBytes = nonceBytes;
        this.tagBytes = tagBytes;
    }

    int nibble() {
        return nibble;
    }

    Suite suite() {
        return suite;
    }

    /** {@return how many bytes nonce and tag have together} */
    int overhead() {
        return nonceBytes + tagBytes;
    }

    int nonceBytes() {
        return nonceBytes;
    }

    int tagBytes() {
        return tagBytes;
    }

    /** @param nibble 0 to 15 */
    static Optional<StoredSuite> of(int nibble) {
        return switch (nibble) {
            case 1 -> Optional.of(A256GCM);
            case 2 -> Optional.of(XA256GCM);
            case 3 -> Optional.of(XC20P);
            case 4 -> Optional.of(A256CTR_HS256);
            case 6 -> Optional.of(A256SIV);
            default -> Optional.empty(); // 5 is reserved
        };
    }

    /** @param suite one that encrypts */
    static StoredSuite of(Suite suite) {
        return switch (suite) {
            case A256GCM -> A256GCM;
            case XA256GCM -> XA256GCM;
            case XC20P -> XC20P;
            case A256CTR_HS256 -> A256CTR_HS256;
            case A256SIV -> A256SIV;
            case HS256, HS512, ES256, ED25519 -> throw new IllegalArgumentException("the suite does not encrypt");
        };
    }
}
