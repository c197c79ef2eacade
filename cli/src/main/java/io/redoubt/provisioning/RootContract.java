package io.redoubt.provisioning;

import io.redoubt.ConfigurationException;
import io.redoubt.ConfigurationException.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Says whether a root does what every root must, before a key is derived from it: the test kit for whoever connects a cloud
 * KMS or a vault, and what the command asks of every root that it opens.
 *
 * <p>That the root computes HMAC-SHA-512 cannot be seen without its bytes: compare one output with another implementation
 * that has the same. What is asked of the root here is asked of it for no key. Thread-safe.
 *
 * @since 0.1.0
 */
public final class RootContract {

    private static final String ROOT = "root";
    private static final String REMEDY = "use one fixed secret of 64 random bytes, and HMAC-SHA-512";
    private static final int OUTPUT_BYTES = 64;

    /** Around the blocks of SHA-512, and up to the most that a cloud KMS takes. */
    private static final List<Integer> LENGTHS = List.of(1, 63, 64, 111, 112, 127, 128, 129, 4096);

    /** The roots of {@code docs/vectors/derivation-v1.json}, in ASCII. */
    private static final List<String> PUBLISHED = List.of(
            "Redoubt test root 1, printed in public: never derive a key of it",
            "Redoubt test root 2, printed in public: never derive a key of it");

    private RootContract() {}

    /**
     * Accepts a root that gives 64 bytes for inputs of every length, the same for the same and others for others, in an
     * array of their own, and is none of the roots that everybody knows.
     *
     * @param root an open root, which stays open
     * @throws ConfigurationException if it does not; each problem is named
     */
    public static void check(Root root) {
        List<byte[]> inputs = LENGTHS.stream().map(RootContract::input).toList();
        List<byte[]> outputs = answers(root, inputs);
        List<byte[]> again = answers(root, inputs.subList(0, 1));
        List<Problem> problems = Stream.of(
                        lengths(outputs),
                        problemIf(areAlike(outputs), "gives the same output for different inputs", REMEDY),
                        repeats(outputs.get(0), again.get(0)),
                        problemIf(isKnown(inputs.get(0), outputs.get(0)), "is one that everybody knows", REMEDY))
                .flatMap(List::stream)
                .toList();
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    /**
     * Closes a root, twice, and accepts it if it refuses from then on.
     *
     * @param root an open root
     * @throws ConfigurationException if it still answers
     */
    public static void checkClosing(Root root) {
        root.close();
        root.close();
        try {
            root.mac(input(1));
        } catch (IllegalStateException expected) {
            return;
        }
        throw new ConfigurationException(
                ROOT, "still answers when it is closed", "refuse with an IllegalStateException");
    }

    private static List<byte[]> answers(Root root, List<byte[]> inputs) {
        try {
            return inputs.stream().map(input -> root.mac(input.clone())).toList();
        } catch (IllegalStateException e) {
            // Without its cause, which may say what keeps the root.
            throw new ConfigurationException(ROOT, "cannot be reached", "see whether it is there and lets you in");
        }
    }

    private static List<Problem> lengths(List<byte[]> outputs) {
        return IntStream.range(0, outputs.size())
                .filter(i -> outputs.get(i).length != OUTPUT_BYTES)
                .mapToObj(i -> new Problem(
                        ROOT,
                        "does not give 64 bytes for an input of " + LENGTHS.get(i),
                        "give the whole HMAC-SHA-512, not cut"))
                .toList();
    }

    private static boolean areAlike(List<byte[]> outputs) {
        return outputs.stream().map(ByteBuffer::wrap).distinct().count() < outputs.size();
    }

    private static List<Problem> repeats(byte[] once, byte[] again) {
        return once == again
                ? List.of(new Problem(ROOT, "hands out one array twice", "give a new one, which its caller overwrites"))
                : problemIf(!MessageDigest.isEqual(once, again), "gives different outputs for the same input", REMEDY);
    }

    /** An empty key is the same to HMAC as one of zeros. */
    private static boolean isKnown(byte[] input, byte[] output) {
        return Stream.concat(
                        Stream.of(RootKey.nothing()),
                        PUBLISHED.stream().map(text -> RootKey.copyOf(text.getBytes(StandardCharsets.US_ASCII))))
                .map(SoftwareRoot::of)
                .anyMatch(known -> MessageDigest.isEqual(known.mac(input), output));
    }

    private static byte[] input(int length) {
        return Arrays.copyOf("redoubt/root/v1/check".getBytes(StandardCharsets.US_ASCII), length);
    }

    private static List<Problem> problemIf(boolean found, String problem, String remedy) {
        return found ? List.of(new Problem(ROOT, problem, remedy)) : List.of();
    }
}
