package io.redoubt.testkit;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEEncrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.AESEncrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.PasswordBasedEncrypter;
import com.nimbusds.jose.crypto.RSAEncrypter;
import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.function.UnaryOperator;

/** Encrypted tokens (RFC 7516), as everybody can make them who has a public key. */
final class EncryptedForgery {

    private static final int LEAST_ITERATIONS = 1000;
    private static final int SALT_BYTES = 16;

    private EncryptedForgery() {}

    static String forRsaKey(AttackTarget target, String payload, UnaryOperator<JWEHeader.Builder> header) {
        return encrypt(
                JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM, payload, header, new RSAEncrypter((RSAPublicKey)
                        target.issuer().publicKey("RS256")));
    }

    static String forRsaKey(AttackTarget target, String payload) {
        return forRsaKey(target, payload, header -> header);
    }

    static String forEcKey(AttackTarget target, String payload) {
        try {
            ECDHEncrypter encrypter =
                    new ECDHEncrypter((ECPublicKey) target.issuer().publicKey("ES256"));
            return encrypt(JWEAlgorithm.ECDH_ES, EncryptionMethod.A128GCM, payload, header -> header, encrypter);
        } catch (JOSEException e) {
            throw new IllegalStateException("this key cannot encrypt", e);
        }
    }

    /** {@return a token under a secret of 32 octets, used as the content key} */
    static String direct(byte[] secret, String payload, EncryptionMethod method) {
        try {
            return encrypt(JWEAlgorithm.DIR, method, payload, header -> header, new DirectEncrypter(secret));
        } catch (JOSEException e) {
            throw new IllegalStateException("this secret cannot encrypt", e);
        }
    }

    static String wrapped(JWEAlgorithm algorithm, byte[] secret, String payload) {
        try {
            return encrypt(algorithm, EncryptionMethod.A128GCM, payload, header -> header, new AESEncrypter(secret));
        } catch (JOSEException e) {
            throw new IllegalStateException("this secret cannot wrap", e);
        }
    }

    static String byPassword(String password, String payload) {
        PasswordBasedEncrypter encrypter = new PasswordBasedEncrypter(password, SALT_BYTES, LEAST_ITERATIONS);
        return encrypt(JWEAlgorithm.PBES2_HS256_A128KW, EncryptionMethod.A128GCM, payload, header -> header, encrypter);
    }

    /** {@return a key of RSA1_5 in whatever padding the block has (RFC 7518 §4.2)} */
    static String withEncryptedKey(AttackTarget target, byte[] block) {
        RSAPublicKey key = (RSAPublicKey) target.issuer().publicKey("RS256");
        BigInteger encrypted = new BigInteger(1, block).modPow(key.getPublicExponent(), key.getModulus());
        return String.join(
                ".",
                Texts.base64url("{\"alg\":\"RSA1_5\",\"enc\":\"A128CBC-HS256\"}"),
                Texts.base64url(RsaForgery.fixed(encrypted, 256)),
                Texts.base64url(new byte[16]),
                Texts.base64url(new byte[32]),
                Texts.base64url(new byte[16]));
    }

    /** {@return the token with another header, which no longer fits its tag} */
    static String withHeader(String token, UnaryOperator<String> change) {
        String[] parts = Texts.parts(token);
        parts[0] = Texts.base64url(change.apply(Texts.decoded(parts[0])));
        return String.join(".", parts);
    }

    /** {@return the token with another part} */
    static String withPart(String token, int part, UnaryOperator<byte[]> change) {
        String[] parts = Texts.parts(token);
        parts[part] = Texts.base64url(change.apply(Texts.decodedBytes(parts[part])));
        return String.join(".", parts);
    }

    private static String encrypt(
            JWEAlgorithm algorithm,
            EncryptionMethod method,
            String payload,
            UnaryOperator<JWEHeader.Builder> header,
            JWEEncrypter encrypter) {
        try {
            JWEHeader.Builder builder = new JWEHeader.Builder(algorithm, method).contentType("JWT");
            JWEObject token = new JWEObject(header.apply(builder).build(), new Payload(payload));
            token.encrypt(encrypter);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("Nimbus cannot encrypt with " + algorithm, e);
        }
    }
}
