package io.redoubt.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import io.redoubt.ConfigurationException;
import io.redoubt.internal.JsonException;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.StrictJson;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The private key with which this service authenticates as a client, and the one algorithm that it signs with. */
final class ClientKey {

    private static final int MIN_RSA_BITS = 2048; // RFC 7518 section 3.3
    private static final JsonLimits JWK_LIMITS = new JsonLimits(16 * 1024, 2, 32);
    private static final String PEM_BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String PEM_END = "-----END PRIVATE KEY-----";

    /** Everything before the 32 bytes of an Ed25519 key in a PrivateKeyInfo (RFC 8410 section 7). */
    private static final byte[] ED25519_INFO = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private static final int ED25519_KEY_BYTES = 32;

    private final PrivateKey key;
    private final SignatureAlgorithm algorithm;
    private final Optional<String> keyId;

    private ClientKey(PrivateKey key, SignatureAlgorithm algorithm, Optional<String> keyId) {
        this.key = key;
        this.algorithm = algorithm;
        this.keyId = keyId;
    }

    /** @throws ConfigurationException if the text is neither a private JWK nor a PKCS#8 key as PEM, or the key is weak */
    static ClientKey read(String text) {
        String trimmed = text.strip();
        try {
            return trimmed.startsWith("{") ? ofJwk(trimmed) : ofPem(trimmed);
        } catch (JsonException
                | ParseException
                | JOSEException
                | GeneralSecurityException
                | IllegalArgumentException e) {
            // Without its cause: that could repeat the key.
            throw problem(
                    "is neither a private JWK nor an unencrypted PKCS#8 key as PEM of a supported kind",
                    "give a JWK, or convert a PEM file with: openssl pkcs8 -topk8 -nocrypt");
        }
    }

    private static ClientKey ofJwk(String text)
            throws JsonException, ParseException, JOSEException, GeneralSecurityException {
        JWK jwk = JWK.parse(StrictJson.object(text.getBytes(StandardCharsets.UTF_8), JWK_LIMITS));
        if (!jwk.isPrivate()) {
            throw problem("is a public JWK", "give the JWK with its private part");
        }
        PrivateKey key;
        if (jwk instanceof RSAKey rsa) {
            key = rsa.toPrivateKey();
        } else if (jwk instanceof ECKey ec) {
            key = ec.toPrivateKey();
        } else if (jwk instanceof OctetKeyPair pair && pair.getCurve().equals(Curve.Ed25519)) {
            key = ed25519(pair.getD().decode());
        } else {
            throw new IllegalArgumentException("a kind of key that none of our algorithms uses");
        }
        Optional<String> named = Optional.ofNullable(jwk.getAlgorithm()).map(Object::toString);
        return new ClientKey(key, algorithm(key, named), Optional.ofNullable(jwk.getKeyID()));
    }

    private static PrivateKey ed25519(byte[] seed) throws GeneralSecurityException {
        if (seed.length != ED25519_KEY_BYTES) {
            throw new IllegalArgumentException("an Ed25519 key that is not 32 bytes");
        }
        byte[] info = Arrays.copyOf(ED25519_INFO, ED25519_INFO.length + ED25519_KEY_BYTES);
        System.arraycopy(seed, 0, info, ED25519_INFO.length, ED25519_KEY_BYTES);
        return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(info));
    }

    private static ClientKey ofPem(String text) throws GeneralSecurityException {
        if (!text.startsWith(PEM_BEGIN) || !text.endsWith(PEM_END)) {
            throw new IllegalArgumentException("no PKCS#8 key as PEM");
        }
        byte[] encoded =
                Base64.getMimeDecoder().decode(text.substring(PEM_BEGIN.length(), text.length() - PEM_END.length()));
        for (String family : List.of("RSA", "EC", "Ed25519")) {
            Optional<PrivateKey> key = ofPkcs8(family, encoded);
            if (key.isPresent()) {
                return new ClientKey(key.get(), algorithm(key.get(), Optional.empty()), Optional.empty());
            }
        }
        throw new IllegalArgumentException("a kind of key that none of our algorithms uses");
    }

    private static Optional<PrivateKey> ofPkcs8(String family, byte[] encoded) throws GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance(family);
        try {
            return Optional.of(factory.generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            return Optional.empty(); // a key of another family
        }
    }

    /** RFC 8725 section 3.1: one key, one algorithm. */
    private static SignatureAlgorithm algorithm(PrivateKey key, Optional<String> named) {
        SignatureAlgorithm usual = usualAlgorithm(key);
        SignatureAlgorithm wanted = named.isEmpty()
                ? usual
                : SignatureAlgorithm.named(named.get()).orElseThrow(IllegalArgumentException::new);
        if (wanted.keyType() != usual.keyType()) {
            throw new IllegalArgumentException("an algorithm of another kind of key");
        }
        return wanted;
    }

    private static SignatureAlgorithm usualAlgorithm(PrivateKey key) {
        if (key instanceof RSAPrivateKey rsa) {
            if (rsa.getModulus().bitLength() < MIN_RSA_BITS) {
                throw problem("is an RSA key of less than 2048 bits", "register a longer one, or one on P-256");
            }
            return SignatureAlgorithm.RS256;
        }
        if (key instanceof ECPrivateKey ec) {
            Curve curve = Curve.forECParameterSpec(ec.getParams());
            if (Curve.P_256.equals(curve)) {
                return SignatureAlgorithm.ES256;
            }
            if (Curve.P_384.equals(curve)) {
                return SignatureAlgorithm.ES384;
            }
            throw new IllegalArgumentException("a curve that none of our algorithms uses");
        }
        return SignatureAlgorithm.EDDSA;
    }

    private static ConfigurationException problem(String problem, String remedy) {
        return new ConfigurationException("introspection.private-key", problem, remedy);
    }

    SignatureAlgorithm algorithm() {
        return algorithm;
    }

    Optional<String> keyId() {
        return keyId;
    }

    /** {@return the signature as RFC 7518 section 3 writes it} */
    byte[] sign(byte[] input, SecureRandom random) {
        try {
            Signature signature = signature();
            signature.initSign(key, random);
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot sign with " + algorithm.algorithmName(), e);
        }
    }

    private Signature signature() throws GeneralSecurityException {
        return switch (algorithm) {
            case RS256 -> Signature.getInstance("SHA256withRSA");
            case PS256 -> {
                Signature signature = Signature.getInstance("RSASSA-PSS");
                signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
                yield signature;
            }
            case ES256 -> Signature.getInstance("SHA256withECDSAinP1363Format");
            case ES384 -> Signature.getInstance("SHA384withECDSAinP1363Format");
            case EDDSA -> Signature.getInstance("Ed25519");
            case HS256 -> throw new NoSuchAlgorithmException("no private key is for a MAC");
        };
    }

    /** {@return the algorithm; the key is a secret} */
    @Override
    public String toString() {
        return "client key for " + algorithm.algorithmName();
    }
}
