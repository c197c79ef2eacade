package io.redoubt.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * A signature of each algorithm that is known to be good. Whoever is to verify for us must tell it from a changed one. The
 * private halves were never written down.
 */
enum KnownAnswer {
    RS256(
            SignatureAlgorithm.RS256,
            "RSA",
            Keys.RSA,
            "BiFxPzIT6s6kKkUMYiyCy8HePPKXaY6TeQfsBO0dUfqGEEdvkIzTgrtmE_aH77Yq4IjijJVM-sboHXBXKS7VQ0hOu_GDOdTzc3d-"
                    + "U6jFWEe8_Bj22LlLJV-35S_O1yW0du_G6BbhZh8rFlAeqPxsfEIgIYYgCQKpT_28fgIGr3wgsgQ_q35YxWAuP9squsHkIrK3DMVu"
                    + "CGtIH-nBqigHwF7k6scVSr2fgV6q0TsO-P88n8Iaqzj5AATzzpw1yQWeZs2NRhb2VQkHL5NuyGD7U6kigsUUqydM5S1glW1ebm8U"
                    + "Dkhxt6rNP48Z5crwlBa4mFdoBK2vv4wwyrEUYSA6XQ"),

    PS256(
            SignatureAlgorithm.PS256,
            "RSA",
            Keys.RSA,
            "n9wiK_Z9jN-GWJjeL0IaCdHxvTEphaA30cqKJeRJoGMWKF_8vAWPzZqJECoIRXFapVKvX7qOy8DiZ7X1_TInM3LL25q-qD_ywrX5"
                    + "d1zUaj04-AbpQr621J01oLALPQabSRB409EAsTgL_AJi-PWD7RI1jyy0ZifJpjGmwrAIFem5L5hsSrMOEknmwRcLSRCt4gEJxwSS"
                    + "cshaPHGmDeOvN25AmTWBqfX2YzYecsyhdX3BsFKZfxQqWBheq4Z91OEf9PVzk9V6Qpjc9otAfji2py70UmrybdY3vgkD_kPGd85i"
                    + "1tS3q0V6MvpiqzTpsMQE4bnZESEtFUPHbUEjqDAEdA"),

    ES256(
            SignatureAlgorithm.ES256,
            "EC",
            "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEdJqnwtFi34lwQnusxqHB8XITOI3bMX+itikjlKz01AW/xS7B3f0lXuTBEYCJUZCU"
                    + "k4Gu+yv/GH78SuolLKf55Q",
            "pznhw31xe1DS6pLGoapTnqYGHQnKSXArtmCYFva9_zcMDOc0q18iKtObeq114v1mtXEmSZ7A2J73w3nMHMY2tw"),

    ES384(
            SignatureAlgorithm.ES384,
            "EC",
            "MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEfokC7w/dJc6JZ35zGhaxHVnF0MBhMC779CwGAewr0+Feq0Q9k/2P08nIGRzC4dpsr7wp"
                    + "BfUpu1THQplGtIZ3WOxc0ZCBjHmi8LgoTxq+7nmRXS0k96M9ygt695HfVLeD",
            "gBqo-m3DO7Cqpuzp3yp-JBGqpc8wbU42WHW5qKsuxGFG2gciJx7jR_UAncRF_R19IwotQkghzKflxXnCpAD-YcrFR0UBXo6F5TnN"
                    + "Gb-7pl2CQIxqM40ojjW1AaX6Zjod"),

    EDDSA(
            SignatureAlgorithm.EDDSA,
            "Ed25519",
            "MCowBQYDK2VwAyEANTJT3y9AIS1URPn/1jcStvt8N3y2nH+mhU/U4BuamGU",
            "RJKpmfuvoC7nUffPcLR5wX2WJRMgMlPpDRfC8QA4FXXaBZj5zO4QZtB_O03N2T7-bV7CvTR8xUQdimS9-jKoCw");

    private static final byte[] INPUT =
            "A provider is asked this before it is trusted.".getBytes(StandardCharsets.US_ASCII);

    private final SignatureAlgorithm algorithm;
    private final String keyFamily;
    private final String publicKey;
    private final String signature;

    /** @param publicKey a SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7) in base64 */
    KnownAnswer(SignatureAlgorithm algorithm, String keyFamily, String publicKey, String signature) {
        this.algorithm = algorithm;
        this.keyFamily = keyFamily;
        this.publicKey = publicKey;
        this.signature = signature;
    }

    SignatureAlgorithm algorithm() {
        return algorithm;
    }

    /** {@return whether the engine accepts this signature, and neither it for another input nor another for its input} */
    boolean isGivenBy(JcaEngine engine) throws GeneralSecurityException {
        SignatureCheck check = new JcaSignatureCheck(engine, key());
        byte[] good = Base64.getUrlDecoder().decode(signature);
        return check.verifies(INPUT, good)
                && !check.verifies(changed(INPUT), good)
                && !check.verifies(INPUT, changed(good))
                && check.verifies(INPUT, good);
    }

    private PublicKey key() throws GeneralSecurityException {
        return KeyFactory.getInstance(keyFamily)
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey)));
    }

    /** {@return the bytes with one bit turned in their middle, where every signature stays well-formed} */
    private static byte[] changed(byte[] bytes) {
        byte[] changed = Arrays.copyOf(bytes, bytes.length);
        changed[bytes.length / 2 - 1] ^= 1;
        return changed;
    }

    /** One key is enough for both ways to sign with RSA. */
    private static final class Keys {
        private static final String RSA =
                "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEApNI6K2Axypg17F7iV3mlRoXAd0DlzEaNhfq0kl7eI/Xe/SlR9BqJaJJB"
                        + "WYyX7Ox6ffTvivzbz62FKbKIeyHGgquJJQqNDDUEN27dN8FoBXy64h0YsN5K9dci7Hm4gSoNxM1to+Jdw6wIME0IrgEByPO+OIUS"
                        + "nAenJpOsnUO7mh1iRepxgt037daAbGcyQCri8TAITNiCz79qkW8Erg33DMb6V7WHNw6YpxHJEeOug4wPg80czCUvJ8XiGNVaixac"
                        + "tLL5rxPGOCNZ5ch48Wd97DtYUGXh5FYpOUEd5PrrUyUAQi2Au5b2AaIcGjtX6OahUcM0ImYn/4G4BHXrh1LOvQIDAQAB";
    }
}
