package io.redoubt.testkit;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/** Self-signed X.509 certificates (RFC 5280 §4.1) for ES256 keys. */
final class CertificateForgery {

    private static final String ECDSA_WITH_SHA256 = "2a8648ce3d040302";
    private static final String COMMON_NAME = "550403";
    private static final String EXTENDED_KEY_USAGE = "551d25";
    private static final String SUBJECT_ALTERNATIVE_NAME = "551d11";
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private CertificateForgery() {}

    /**
     * {@return a certificate as {@code x5c} holds it (RFC 7515 §4.1.6)}
     *
     * @param owner whose ES256 key it certifies and is signed with
     * @param from the first day of its year
     * @param purpose the contents of the identifier in its extended key usage, in hexadecimal
     */
    static String of(TestIssuer owner, Instant from, String purpose) {
        byte[] certificate =
                of(owner.signingKey("ES256"), "127.0.0.1", BigInteger.ONE, from, extendedKeyUsage(purpose));
        return Base64.getEncoder().encodeToString(certificate);
    }

    /**
     * {@return a certificate in DER}
     *
     * @param key an ES256 key that it certifies and is signed with
     * @param commonName of its subject and issuer
     * @param serialNumber a positive number
     * @param from the first day of its year
     * @param extensions at least one
     */
    static byte[] of(SigningKey key, String commonName, BigInteger serialNumber, Instant from, byte[]... extensions) {
        byte[] algorithm = Der.sequence(Der.identifier(ECDSA_WITH_SHA256));
        byte[] name = name(commonName);
        byte[] toBeSigned = Der.sequence(
                Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
                Der.integer(serialNumber),
                algorithm,
                name,
                Der.sequence(time(from), time(from.plus(Duration.ofDays(365)))),
                name,
                key.publicKey().getEncoded(),
                Der.tagged(0xa3, Der.sequence(extensions)));
        return Der.sequence(toBeSigned, algorithm, Der.bits(Ecdsa.der(key.sign(toBeSigned))));
    }

    /** RFC 5280 §4.2.1.12. */
    static byte[] extendedKeyUsage(String... purposes) {
        byte[][] identifiers = new byte[purposes.length][];
        for (int i = 0; i < purposes.length; i++) {
            identifiers[i] = Der.identifier(purposes[i]);
        }
        return extension(EXTENDED_KEY_USAGE, Der.sequence(identifiers));
    }

    /** RFC 5280 §4.2.1.6. */
    static byte[] alternativeNames(String dns, String uri, byte[] address) {
        byte[] names = Der.sequence(
                Der.tagged(0x82, Texts.utf8(dns)), Der.tagged(0x86, Texts.utf8(uri)), Der.tagged(0x87, address));
        return extension(SUBJECT_ALTERNATIVE_NAME, names);
    }

    private static byte[] extension(String identifier, byte[] value) {
        return Der.sequence(Der.identifier(identifier), Der.octets(value));
    }

    private static byte[] name(String commonName) {
        byte[] text = Der.tagged(0x0c, Texts.utf8(commonName));
        return Der.sequence(Der.set(Der.sequence(Der.identifier(COMMON_NAME), text)));
    }

    private static byte[] time(Instant instant) {
        return Der.tagged(0x17, Texts.utf8(UTC_TIME.format(instant)));
    }
}
