package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.crypto.impl.ECDSA;
import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Signatures that some verifier somewhere has accepted, against the JDK and each provider that can take its place. JDK 17
 * itself takes an Ed25519 signature with a 65th byte, which would give every token 256 more spellings.
 */
class HostileSignatureTest {

    private static final BigInteger ED25519_ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    static Stream<Arguments> providers() {
        List<Arguments> rows = new ArrayList<>(List.of(arguments("JDK", SignatureProviders.ofJca())));
        ProviderJars.FOUND.forEach(
                provider -> rows.add(arguments(provider.getName(), SignatureProviders.preferring(List.of(provider)))));
        return rows.stream();
    }

    static Stream<Arguments> rsa() throws Exception {
        List<Arguments> rows = new ArrayList<>();
        TestKey key = TestKey.of(SignatureAlgorithm.RS256);
        BigInteger modulus = ((RSAPublicKey) key.publicKey()).getModulus();
        byte[] good = key.sign(TestKey.INPUT);
        BigInteger number = new BigInteger(1, good);
        anyLength(good, rows, SignatureAlgorithm.RS256);
        row(rows, SignatureAlgorithm.RS256, "0", new byte[256]);
        row(rows, SignatureAlgorithm.RS256, "1", bytes(BigInteger.ONE, 256));
        row(rows, SignatureAlgorithm.RS256, "n - 1", bytes(modulus.subtract(BigInteger.ONE), 256));
        row(rows, SignatureAlgorithm.RS256, "n", bytes(modulus, 256));
        row(rows, SignatureAlgorithm.RS256, "all ones", filled(256));
        row(rows, SignatureAlgorithm.RS256, "n - s", bytes(modulus.subtract(number), 256));
        row(rows, SignatureAlgorithm.RS256, "s + n", number.add(modulus).toByteArray());
        row(rows, SignatureAlgorithm.RS256, "SHA-1", key.sign("SHA1withRSA", TestKey.INPUT));
        row(rows, SignatureAlgorithm.RS256, "SHA-384", key.sign("SHA384withRSA", TestKey.INPUT));
        row(rows, SignatureAlgorithm.RS256, "no DigestInfo", key.sign("NONEwithRSA", TestKey.INPUT));
        row(rows, SignatureAlgorithm.RS256, "PSS", key.signPss("SHA-256", MGF1ParameterSpec.SHA256, 32));
        return rows.stream();
    }

    static Stream<Arguments> pss() throws Exception {
        List<Arguments> rows = new ArrayList<>();
        TestKey key = TestKey.of(SignatureAlgorithm.PS256);
        anyLength(key.sign(TestKey.INPUT), rows, SignatureAlgorithm.PS256);
        row(rows, SignatureAlgorithm.PS256, "0", new byte[256]);
        row(rows, SignatureAlgorithm.PS256, "all ones", filled(256));
        row(rows, SignatureAlgorithm.PS256, "PKCS #1 v1.5", key.sign("SHA256withRSA", TestKey.INPUT));
        row(rows, SignatureAlgorithm.PS256, "no salt", key.signPss("SHA-256", MGF1ParameterSpec.SHA256, 0));
        row(rows, SignatureAlgorithm.PS256, "20 bytes of salt", key.signPss("SHA-256", MGF1ParameterSpec.SHA256, 20));
        row(rows, SignatureAlgorithm.PS256, "33 bytes of salt", key.signPss("SHA-256", MGF1ParameterSpec.SHA256, 33));
        row(rows, SignatureAlgorithm.PS256, "MGF1 with SHA-1", key.signPss("SHA-256", MGF1ParameterSpec.SHA1, 32));
        row(rows, SignatureAlgorithm.PS256, "SHA-384", key.signPss("SHA-384", MGF1ParameterSpec.SHA384, 48));
        row(rows, SignatureAlgorithm.PS256, "SHA-1", key.signPss("SHA-1", MGF1ParameterSpec.SHA1, 20));
        return rows.stream();
    }

    static Stream<Arguments> ecdsa() throws Exception {
        List<Arguments> rows = new ArrayList<>();
        for (SignatureAlgorithm algorithm : List.of(SignatureAlgorithm.ES256, SignatureAlgorithm.ES384)) {
            TestKey key = TestKey.of(algorithm);
            BigInteger order = ((ECPublicKey) key.publicKey()).getParams().getOrder();
            byte[] good = key.sign(TestKey.INPUT);
            int half = good.length / 2;
            BigInteger r = new BigInteger(1, Arrays.copyOf(good, half));
            BigInteger s = new BigInteger(1, Arrays.copyOfRange(good, half, good.length));
            BigInteger zero = BigInteger.ZERO;
            BigInteger one = BigInteger.ONE;
            anyLength(good, rows, algorithm);
            row(rows, algorithm, "r = 0, s = 0 (CVE-2022-21449)", pair(zero, zero, half));
            row(rows, algorithm, "r = 0", pair(zero, s, half));
            row(rows, algorithm, "s = 0", pair(r, zero, half));
            row(rows, algorithm, "r = n, s = n", pair(order, order, half));
            row(rows, algorithm, "r = n", pair(order, s, half));
            row(rows, algorithm, "s = n", pair(r, order, half));
            row(rows, algorithm, "r = n + 1", pair(order.add(one), s, half));
            row(rows, algorithm, "s = n + 1", pair(r, order.add(one), half));
            row(rows, algorithm, "r = 1, s = 1", pair(one, one, half));
            row(rows, algorithm, "r = n - 1, s = n - 1", pair(order.subtract(one), order.subtract(one), half));
            row(rows, algorithm, "r and s in each other's place", pair(s, r, half));
            row(rows, algorithm, "r, r", pair(r, r, half));
            row(rows, algorithm, "all ones", filled(good.length));
            row(rows, algorithm, "DER", ECDSA.transcodeSignatureToDER(good));
            row(rows, algorithm, "DER of r = 0, s = 0", HexFormat.of().parseHex("3006020100020100"));
            row(
                    rows,
                    algorithm,
                    "DER of zeros, filled up",
                    Arrays.copyOf(HexFormat.of().parseHex("3006020100020100"), good.length));
            row(rows, algorithm, "another hash", key.sign("SHA512withECDSAinP1363Format", TestKey.INPUT));
        }
        return rows.stream();
    }

    static Stream<Arguments> ed25519() throws Exception {
        List<Arguments> rows = new ArrayList<>();
        byte[] good = TestKey.of(SignatureAlgorithm.EDDSA).sign(TestKey.INPUT);
        byte[] s = Arrays.copyOfRange(good, 32, 64);
        anyLength(good, rows, SignatureAlgorithm.EDDSA);
        row(rows, SignatureAlgorithm.EDDSA, "zeros", new byte[64]);
        row(rows, SignatureAlgorithm.EDDSA, "all ones", filled(64));
        for (int multiple = 1; multiple <= 8; multiple++) {
            BigInteger larger = littleEndian(s).add(ED25519_ORDER.multiply(BigInteger.valueOf(multiple)));
            row(rows, SignatureAlgorithm.EDDSA, "S + " + multiple + " L", join(good, reversed(bytes(larger, 32))));
        }
        row(rows, SignatureAlgorithm.EDDSA, "S = L", join(good, reversed(bytes(ED25519_ORDER, 32))));
        row(rows, SignatureAlgorithm.EDDSA, "S = 0", join(good, new byte[32]));
        for (String point : List.of(
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000080",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")) {
            byte[] smallOrder = HexFormat.of().parseHex(point);
            row(rows, SignatureAlgorithm.EDDSA, "R of small order " + point.substring(0, 4), join(smallOrder, s));
            row(
                    rows,
                    SignatureAlgorithm.EDDSA,
                    "R of small order, S = 0 " + point.substring(0, 4),
                    join(smallOrder, new byte[32]));
        }
        byte[] otherSign = good.clone();
        otherSign[31] ^= (byte) 0x80;
        row(rows, SignatureAlgorithm.EDDSA, "R with the other sign", otherSign);
        return rows.stream();
    }

    static Stream<Arguments> all() throws Exception {
        List<Arguments> hostile = Stream.of(rsa(), pss(), ecdsa(), ed25519())
                .flatMap(rows -> rows)
                .toList();
        return providers()
                .flatMap(provider -> hostile.stream()
                        .map(row -> arguments(
                                provider.get()[0], row.get()[0], row.get()[1], provider.get()[1], row.get()[2])));
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @MethodSource("all")
    void refuses(
            String provider, SignatureAlgorithm algorithm, String name, SignatureProviders providers, byte[] signature)
            throws Exception {
        TestKey key = TestKey.of(algorithm);
        SignatureCheck check = providers.check(algorithm, key.publicKey());

        assertThat(TestKey.accepts(check, signature)).isFalse();

        // And the engine that was asked is as good as before.
        assertThat(TestKey.accepts(check, key.sign(TestKey.INPUT))).isTrue();
    }

    /** RFC 8725 says nothing of it, every verifier accepts it, and revocation goes by claims and keys, not by text. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("providers")
    void acceptsTheTwinOfAnEcdsaSignature(String provider, SignatureProviders providers) throws Exception {
        TestKey key = TestKey.of(SignatureAlgorithm.ES256);
        BigInteger order = ((ECPublicKey) key.publicKey()).getParams().getOrder();
        byte[] good = key.sign(TestKey.INPUT);
        BigInteger r = new BigInteger(1, Arrays.copyOf(good, 32));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(good, 32, 64));

        assertThat(key.isVerifiedBy(providers, pair(r, order.subtract(s), 32))).isTrue();
    }

    private static void anyLength(byte[] good, List<Arguments> rows, SignatureAlgorithm algorithm) {
        row(rows, algorithm, "nothing", new byte[0]);
        row(rows, algorithm, "one byte", new byte[1]);
        row(rows, algorithm, "one byte less", Arrays.copyOf(good, good.length - 1));
        row(rows, algorithm, "one byte more", Arrays.copyOf(good, good.length + 1));
        byte[] zeroBefore = new byte[good.length + 1];
        System.arraycopy(good, 0, zeroBefore, 1, good.length);
        row(rows, algorithm, "a zero before", zeroBefore);
        row(rows, algorithm, "twice", join(good, good, good.length));
        row(rows, algorithm, "64 KiB", Arrays.copyOf(good, 65536));
        byte[] changed = good.clone();
        changed[0] ^= 1;
        row(rows, algorithm, "one bit at the start", changed);
        byte[] changedAtTheEnd = good.clone();
        changedAtTheEnd[good.length - 2] ^= 1;
        row(rows, algorithm, "one bit at the end", changedAtTheEnd);
    }

    private static void row(List<Arguments> rows, SignatureAlgorithm algorithm, String name, byte[] signature) {
        rows.add(arguments(algorithm, name, signature));
    }

    private static byte[] pair(BigInteger r, BigInteger s, int half) {
        return join(bytes(r, half), bytes(s, half), half);
    }

    private static byte[] join(byte[] start, byte[] end) {
        return join(start, end, 32);
    }

    private static byte[] join(byte[] start, byte[] end, int length) {
        byte[] joined = Arrays.copyOf(start, 2 * length);
        System.arraycopy(end, 0, joined, length, length);
        return joined;
    }

    private static byte[] filled(int length) {
        byte[] ones = new byte[length];
        Arrays.fill(ones, (byte) 0xFF);
        return ones;
    }

    private static BigInteger littleEndian(byte[] number) {
        return new BigInteger(1, reversed(number));
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    /** {@return the number, big-endian, in so many bytes} */
    private static byte[] bytes(BigInteger number, int length) {
        byte[] all = number.toByteArray();
        byte[] bytes = new byte[length];
        int used = Math.min(all.length, length);
        System.arraycopy(all, all.length - used, bytes, length - used, used);
        return bytes;
    }
}
