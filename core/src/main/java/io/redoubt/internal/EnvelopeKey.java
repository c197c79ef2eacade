package io.redoubt.internal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A public key that verifies envelopes: P-256 for {@code ES256}, or Ed25519 for {@code Ed25519} (RFC 9864). Immutable and
 * thread-safe.
 *
 * <p>As text it is its SubjectPublicKeyInfo (RFC 5280) in base64: one line for a properties file.
 */
public final class EnvelopeKey {

    private static final int SIGNATURE_BYTES = 64;
    private static final int ED25519_BYTES = 32;

    /** Everything before the key in a SubjectPublicKeyInfo (RFC 8410 section 4). */
    private static final byte[] ED25519_INFO = HexFormat.of().parseHex("302a300506032b6570032100");

    private final PublicKey key;
    private final Kind kind;
    private final String id;

    private EnvelopeKey(PublicKey key, Kind kind, String id) {
        this.key = key;
        this.kind = kind;
        this.id = id;
    }

    /** {@return the key in this text, or nothing if there is none of an accepted kind in it} */
    public static Optional<EnvelopeKey> parse(String text) {
        try {
            byte[] info = Base64.getDecoder().decode(text);
            for (Kind kind : Kind.values()) {
                Optional<PublicKey> key = kind.read(info);
                // One spelling only, so that nothing rides along behind the key.
                if (key.isPresent() && Arrays.equals(key.get().getEncoded(), info)) {
                    return Optional.of(of(key.get()));
                }
            }
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /**
     * {@return the key}
     *
     * @param key of P-256 or Ed25519
     * @throws IllegalArgumentException if it is another one
     */
    public static EnvelopeKey of(PublicKey key) {
        Kind kind = key instanceof ECPublicKey ? Kind.ES256 : Kind.ED25519;
        return new EnvelopeKey(key, kind, kind.thumbprint(key));
    }

    /** {@return the thumbprint of the key (RFC 7638 with SHA-256), which is its key id} */
    public String id() {
        return id;
    }

    /** {@return the name of its only algorithm} */
    public String algorithm() {
        return kind.algorithm;
    }

    /** {@return the key as one line} */
    public String text() {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /**
     * {@return whether this key's private half signed the input}
     *
     * @param input what may have been signed
     * @param signature of 64 bytes: for P-256, R and S (RFC 7518 section 3.4)
     */
    public boolean verifies(byte[] input, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(kind.jcaName);
            verifier.initVerify(key);
            verifier.update(input);
            if (kind == Kind.ES256) {
                // R and S in their range: JDK 17.0.0 to 17.0.2 do not look (CVE-2022-21449).
                ECDSA.ensureLegalSignature(signature, JWSAlgorithm.ES256);
            }
            return signature.length == SIGNATURE_BYTES && verifier.verify(signature);
        } catch (GeneralSecurityException | JOSEException e) {
            return false;
        }
    }

    /** {@return the name of the JCA signature that fits} */
    String jcaName() {
        return kind.jcaName;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EnvelopeKey that && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    /** {@return the key's id} */
    @Override
    public String toString() {
        return "EnvelopeKey " + id;
    }

    private enum Kind {
        ES256("ES256", "EC", "SHA256withECDSAinP1363Format"),
        ED25519("Ed25519", "Ed25519", "Ed25519");

        private final String algorithm;
        private final String family;
        private final String jcaName;

        Kind(String algorithm, String family, String jcaName) {
            this.algorithm = algorithm;
            this.family = family;
            this.jcaName = jcaName;
        }

        private Optional<PublicKey> read(byte[] info) {
            try {
                PublicKey key = KeyFactory.getInstance(family).generatePublic(new X509EncodedKeySpec(info));
                thumbprint(key);
                return Optional.of(key);
            } catch (GeneralSecurityException | RuntimeException e) {
                return Optional.empty();
            }
        }

        private String thumbprint(PublicKey key) {
            try {
                return jwk(key).computeThumbprint().toString();
            } catch (JOSEException e) {
                throw new IllegalArgumentException("a key of P-256 or Ed25519 was expected");
            }
        }

        private JWK jwk(PublicKey key) {
            if (this == ES256) {
                ECPublicKey point = (ECPublicKey) key;
                if (!Curve.P_256.equals(Curve.forECParameterSpec(point.getParams()))) {
                    throw new IllegalArgumentException("a key of P-256 was expected");
                }
                return new ECKey.Builder(Curve.P_256, point).build();
            }
            byte[] info = key.getEncoded();
            if (info.length != ED25519_INFO.length + ED25519_BYTES
                    || Arrays.mismatch(info, ED25519_INFO) != ED25519_INFO.length) {
                throw new IllegalArgumentException("a key of P-256 or Ed25519 was expected");
            }
            byte[] bytes = Arrays.copyOfRange(info, ED25519_INFO.length, info.length);
            return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(bytes)).build();
        }
    }
}
