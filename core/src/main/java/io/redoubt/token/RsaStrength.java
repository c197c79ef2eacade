package io.redoubt.token;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What an RSA public key shows of its weakness to everybody who looks (NIST SP 800-89 section 5.3.3, and the published
 * failures of key generators since). A good key is never refused for its numbers: the chance is less than one in a hundred
 * million.
 */
final class RsaStrength {

    private static final int MIN_BITS = 2048; // RFC 7518 section 3.3
    private static final int MAX_BITS = 8192;
    private static final BigInteger MIN_EXPONENT = BigInteger.valueOf(65_537); // FIPS 186-5 section 5.1
    private static final int MAX_EXPONENT_BITS = 64; // a longer one costs us more than it costs the attacker

    /** SP 800-89 section 5.3.3: no factor smaller than 752. */
    private static final BigInteger SMALL_PRIMES = productOfPrimesBelow(752);

    /**
     * The primes whose residues tell CVE-2017-15361 (ROCA): "The Return of Coppersmith's Attack", Nemec and others, 2017,
     * section 2.2 and the authors' published detector. The broken library made primes of the form k * M + 65537^a mod M, M
     * the product of the first primes, so the residue of a modulus by each of them is a power of 65537. By these 17 primes
     * those powers are so few that another modulus has them all with a chance of 2^-27.
     */
    private static final int[] ROCA_PRIMES = {11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157};

    private static final List<BitSet> ROCA_RESIDUES = rocaResidues();

    /** How many pairs of factors around the square root are tried; real generators that fail here fail at the first. */
    private static final int CLOSE_PRIME_TRIES = 100;

    private RsaStrength() {}

    static void require(BigInteger modulus, BigInteger exponent) throws KeySetException {
        int bits = modulus.bitLength();
        if (bits < MIN_BITS || bits > MAX_BITS) {
            throw new KeySetException("has an RSA modulus of " + bits + " bits, not " + MIN_BITS + " to " + MAX_BITS);
        }
        if (exponent.compareTo(MIN_EXPONENT) < 0 || exponent.bitLength() > MAX_EXPONENT_BITS || !exponent.testBit(0)) {
            throw new KeySetException("has an RSA exponent that is even, less than 65537 or longer than 64 bits");
        }
        if (!modulus.testBit(0)) {
            throw new KeySetException("has an RSA modulus that is even");
        }
        if (!modulus.gcd(SMALL_PRIMES).equals(BigInteger.ONE)) {
            throw new KeySetException("has an RSA modulus with a small factor");
        }
        requireNoKnownGenerator(modulus);
        if (isProductOfClosePrimes(modulus)) {
            throw new KeySetException("has an RSA modulus whose factors are next to each other (CVE-2022-26320)");
        }
        if (isPrimePower(modulus)) {
            throw new KeySetException("has an RSA modulus that is a prime, or a power of one");
        }
    }

    static void requireNoKnownGenerator(BigInteger modulus) throws KeySetException {
        if (isRoca(modulus)) {
            throw new KeySetException("has an RSA modulus of a generator that is broken (CVE-2017-15361)");
        }
    }

    private static boolean isRoca(BigInteger modulus) {
        for (int i = 0; i < ROCA_PRIMES.length; i++) {
            int residue = modulus.mod(BigInteger.valueOf(ROCA_PRIMES[i])).intValue();
            if (!ROCA_RESIDUES.get(i).get(residue)) {
                return false;
            }
        }
        return true;
    }

    /** Fermat's way to factor: n = a^2 - b^2 for an a that is hardly greater than the root of n; b = 0 is a square. */
    private static boolean isProductOfClosePrimes(BigInteger modulus) {
        BigInteger a = modulus.sqrt();
        if (a.multiply(a).compareTo(modulus) < 0) {
            a = a.add(BigInteger.ONE);
        }
        for (int i = 0; i < CLOSE_PRIME_TRIES; i++) {
            BigInteger square = a.multiply(a).subtract(modulus);
            if (square.sqrtAndRemainder()[1].signum() == 0) {
                return true;
            }
            a = a.add(BigInteger.ONE);
        }
        return false;
    }

    /**
     * Fermat's little theorem: p divides 2^n - 2 when n is a power of p (Cohen, A Course in Computational Algebraic Number
     * Theory, algorithm 1.7.5), and n itself does when n is prime. A product of two random primes shares nothing with it.
     */
    private static boolean isPrimePower(BigInteger modulus) {
        BigInteger two = BigInteger.TWO;
        BigInteger difference = two.modPow(modulus, modulus).subtract(two);
        return !difference.gcd(modulus).equals(BigInteger.ONE);
    }

    private static List<BitSet> rocaResidues() {
        List<BitSet> residues = new ArrayList<>();
        for (int prime : ROCA_PRIMES) {
            BitSet powers = new BitSet(prime);
            for (int power = 1; !powers.get(power); power = (int) (power * 65_537L % prime)) {
                powers.set(power);
            }
            residues.add(powers);
        }
        return residues;
    }

    private static BigInteger productOfPrimesBelow(int bound) {
        BigInteger product = BigInteger.ONE;
        for (BigInteger prime = BigInteger.TWO; prime.intValue() < bound; prime = prime.nextProbablePrime()) {
            product = product.multiply(prime);
        }
        return product;
    }
}
