package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RsaStrengthTest {

    private static final BigInteger F4 = BigInteger.valueOf(65_537);
    private static final Random RANDOM = new Random(20_171_015); // the same moduli in every run

    static Stream<Arguments> weak() {
        BigInteger p = prime(1024);
        BigInteger q = prime(1024);
        return Stream.of(
                arguments("short", prime(1023).multiply(prime(1023)), "bits"),
                arguments("long", BigInteger.ONE.shiftLeft(8192).add(BigInteger.ONE), "bits"),
                arguments("even", p.multiply(prime(1024)).shiftLeft(1), "even"),
                arguments("a factor of 3", prime(2047).multiply(BigInteger.valueOf(3)), "small factor"),
                arguments("a factor of 751", prime(2047).multiply(BigInteger.valueOf(751)), "small factor"),
                arguments("a prime", prime(2048), "prime, or a power"),
                arguments("a square", p.multiply(p), "next to each other"),
                arguments("a cube", cube(), "prime, or a power"),
                arguments("neighbours", p.multiply(p.nextProbablePrime()), "next to each other"),
                arguments(
                        "neighbours but one",
                        q.multiply(q.nextProbablePrime().nextProbablePrime()),
                        "next to each other"),
                arguments("ROCA", roca(), "CVE-2017-15361"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("weak")
    void refuses(String name, BigInteger modulus, String problem) {
        assertThatThrownBy(() -> RsaStrength.require(modulus, F4))
                .isInstanceOf(KeySetException.class)
                .hasMessageContaining(problem);
    }

    /** A modulus whose residues by the 17 primes are powers of 65537, one for each prime, put together by remainders. */
    @RepeatedTest(20)
    void refusesEveryModulusWithTheFingerprint() {
        int[] primes = {11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157};
        BigInteger product = BigInteger.ONE;
        BigInteger residue = BigInteger.ZERO;
        for (int prime : primes) {
            BigInteger p = BigInteger.valueOf(prime);
            BigInteger power = F4.modPow(BigInteger.valueOf(RANDOM.nextInt(1000)), p);
            // Chinese remainders: residue + product * t = power (mod p)
            BigInteger t =
                    power.subtract(residue).multiply(product.modInverse(p)).mod(p);
            residue = residue.add(product.multiply(t));
            product = product.multiply(p);
        }
        BigInteger marked = residue;
        BigInteger step = product.shiftLeft(1);
        BigInteger candidate = BigInteger.ONE
                .shiftLeft(2047)
                .divide(step)
                .multiply(step)
                .add(step)
                .add(marked);
        BigInteger start = candidate.testBit(0) ? candidate : candidate.add(product);
        // Among a few such numbers there are some without a small factor, which would be named first.
        BigInteger modulus = Stream.iterate(start, n -> n.add(step))
                .filter(n -> n.mod(BigInteger.valueOf(3)).signum() != 0 && hasNoSmallFactor(n))
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(() -> RsaStrength.require(modulus, F4)).hasMessageContaining("CVE-2017-15361");
    }

    @Test
    void flagsNoneOfThousandsOfOrdinaryModuliAsRoca() {
        for (int i = 0; i < 5_000; i++) {
            BigInteger odd = new BigInteger(2047, RANDOM).setBit(2047).setBit(0);
            assertThatCode(() -> RsaStrength.requireNoKnownGenerator(odd)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2048, 2049, 3072})
    void acceptsGoodKeys(int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        RSAPublicKey key = (RSAPublicKey) generator.generateKeyPair().getPublic();

        assertThatCode(() -> RsaStrength.require(key.getModulus(), key.getPublicExponent()))
                .doesNotThrowAnyException();
    }

    private static boolean hasNoSmallFactor(BigInteger number) {
        for (int i = 3; i < 752; i += 2) {
            if (number.mod(BigInteger.valueOf(i)).signum() == 0) {
                return false;
            }
        }
        return true;
    }

    /** Two primes as the broken library made them for 2048 bits: k * M + (65537^a mod M), M the product of 126 primes. */
    private static BigInteger roca() {
        BigInteger m = BigInteger.TWO;
        for (BigInteger p = BigInteger.valueOf(3); p.intValue() <= 701; p = p.nextProbablePrime()) {
            m = m.multiply(p);
        }
        return rocaPrime(m).multiply(rocaPrime(m));
    }

    private static BigInteger rocaPrime(BigInteger m) {
        while (true) {
            BigInteger power = F4.modPow(new BigInteger(64, RANDOM), m);
            BigInteger k = new BigInteger(1024 - m.bitLength(), RANDOM).setBit(1024 - m.bitLength());
            BigInteger candidate = k.multiply(m).add(power);
            if (candidate.bitLength() == 1024 && candidate.testBit(1022) && candidate.isProbablePrime(20)) {
                return candidate;
            }
        }
    }

    private static BigInteger cube() {
        BigInteger p = prime(684);
        return p.multiply(p).multiply(p);
    }

    private static BigInteger prime(int bits) {
        BigInteger prime = BigInteger.probablePrime(bits, RANDOM);
        return prime.testBit(bits - 2) ? prime : prime(bits);
    }
}
