package io.redoubt.benchmarks.field;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Asks of each library how much it stores, and what it notices: who skips the work is not fast. */
public final class SealingExam {

    static final long ROW = 7;
    private static final int SHORT = 16;
    private static final int LONGER = 64;

    private SealingExam() {}

    /**
     * What came of it.
     *
     * @param library who
     * @param bytesOf16 how many bytes it stores for a value of 16
     * @param bytesOf64 how many bytes it stores for a value of 64
     * @param noticesChange whether no changed bit gives another value
     * @param noticesMove whether it refuses the value of another row
     */
    public record Outcome(
            FieldLibrary library, int bytesOf16, int bytesOf64, boolean noticesChange, boolean noticesMove) {}

    /**
     * {@return what came of it, for each library}
     *
     * @throws Exception if a library throws
     */
    public static List<Outcome> ofAllLibraries() throws Exception {
        List<Outcome> outcomes = new ArrayList<>();
        for (FieldLibrary library : FieldLibrary.values()) {
            try (ValueCipher cipher = library.open()) {
                outcomes.add(of(library, cipher));
            }
        }
        return outcomes;
    }

    /**
     * {@return what came of it}
     *
     * @throws Exception if the library throws
     */
    static Outcome of(FieldLibrary library, ValueCipher cipher) throws Exception {
        byte[] sealed = require(library, cipher, SHORT);
        return new Outcome(
                library,
                sealed.length,
                require(library, cipher, LONGER).length,
                noticesChange(cipher, sealed),
                opened(cipher, ROW + 1, sealed).isEmpty());
    }

    /**
     * Lets only a library pass that opens what it sealed.
     *
     * @throws IllegalStateException if it does not
     */
    static byte[] require(FieldLibrary library, ValueCipher cipher, int size) throws Exception {
        byte[] value = value(size);
        byte[] sealed = cipher.seal(ROW, value);
        if (!Arrays.equals(cipher.open(ROW, sealed), value)) {
            throw new IllegalStateException(library + " does not give back what it sealed");
        }
        return sealed;
    }

    static byte[] value(int size) {
        byte[] value = new byte[size];
        Arrays.fill(value, (byte) 'x');
        return value;
    }

    /** Of the AWS Encryption SDK, four bytes may be changed that mean nothing to it: the value stays what it was. */
    private static boolean noticesChange(ValueCipher cipher, byte[] sealed) {
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            if (opened(cipher, ROW, changed)
                    .filter(value -> !Arrays.equals(value, value(SHORT)))
                    .isPresent()) {
                return false;
            }
        }
        return true;
    }

    private static Optional<byte[]> opened(ValueCipher cipher, long row, byte[] sealed) {
        try {
            return Optional.of(cipher.open(row, sealed));
        } catch (Exception refused) {
            return Optional.empty();
        }
    }
}
