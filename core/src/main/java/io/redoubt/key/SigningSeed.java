package io.redoubt.key;

import com.google.crypto.tink.subtle.Ed25519Sign;
import io.redoubt.internal.EnvelopeSigner;
import io.redoubt.internal.P256Keys;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Makes the signing key of which a leaf is the seed. FORMATS section 2. */
final class SigningSeed {

    /** Everything before the 32 bytes of a key in a SubjectPublicKeyInfo (RFC 8410 section 4). */
    private static final byte[] ED25519_INFO = HexFormat.of().parseHex("302a300506032b6570032100");

    private SigningSeed() {}

    static EnvelopeSigner signer(LeafKey leaf) throws GeneralSecurityException {
        EnvelopeSigner signer = signer(leaf.entry().suite(), leaf.bytes());
        byte[] message = {1, 2, 3};
        if (!signer.key().verifies(message, signer.sign(message))) {
            throw new GeneralSecurityException("what was signed does not verify");
        }
        return signer;
    }

    private static EnvelopeSigner signer(Suite suite, byte[] seed) throws GeneralSecurityException {
        return switch (suite) {
            case ES256 -> EnvelopeSigner.of(P256Keys.fromSeed(seed));
            case ED25519 -> EnvelopeSigner.of(ed25519(seed));
            default -> throw new IllegalArgumentException("the suite does not sign");
        };
    }

    /** RFC 8032 section 5.1.5: the private key is the seed itself. */
    private static KeyPair ed25519(byte[] seed) throws GeneralSecurityException {
        byte[] point = Ed25519Sign.KeyPair.newKeyPairFromSeed(seed).getPublicKey();
        byte[] info = Arrays.copyOf(ED25519_INFO, ED25519_INFO.length + point.length);
        System.arraycopy(point, 0, info, ED25519_INFO.length, point.length);
        KeyFactory keys = KeyFactory.getInstance("Ed25519");
        PublicKey publicKey = keys.generatePublic(new X509EncodedKeySpec(info));
        PrivateKey privateKey = keys.generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
        return new KeyPair(publicKey, privateKey);
    }
}
