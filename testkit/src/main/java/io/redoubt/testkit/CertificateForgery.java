package io.redoubt.testkit;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/** Self-signed X.509 certificates (RFC 5280 §4.1) for the ES256 key of an issuer. */
final class CertificateForgery {

    private static final String ECDSA_WITH_SHA256 = "2a8648ce3d040302";
    private static final String COMMON_NAME = "550403";
    private static final String EXTENDED_KEY_USAGE = "551d25";
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
        SigningKey key = owner.signingKey("ES256");
        byte[] algorithm = Der.sequence(Der.identifier(ECDSA_WITH_SHA256));
        byte[] name = name("127.0.0.1");
        byte[] usage =
                Der.sequence(Der.identifier(EXTENDED_KEY_USAGE), Der.octets(Der.sequence(Der.identifier(purpose))));
        byte[] toBeSigned = Der.sequence(
                Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
                Der.integer(BigInteger.ONE),
                algorithm,
                name,
                Der.sequence(time(from), time(from.plus(Duration.ofDays(365)))),
                name,
                key.publicKey().getEncoded(),
                Der.tagged(0xa3, Der.sequence(usage)));
        byte[] signature = Ecdsa.der(key.sign(toBeSigned));
        return Base64.getEncoder().encodeToString(Der.sequence(toBeSigned, algorithm, Der.bits(signature)));
    }

    private static byte[] name(String commonName) {
        byte[] text = Der.tagged(0x0c, Texts.utf8(commonName));
        return Der.sequence(Der.set(Der.sequence(Der.identifier(COMMON_NAME), text)));
    }

    private static byte[] time(Instant instant) {
        return Der.tagged(0x17, Texts.utf8(UTC_TIME.format(instant)));
    }
}
