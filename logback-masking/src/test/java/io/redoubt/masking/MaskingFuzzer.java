package io.redoubt.masking;

/** The door for Jazzer, which calls {@code fuzzerTestOneInput} of the class that it is given. */
public final class MaskingFuzzer {

    private static final MaskingFuzzTarget TARGET =
            MaskingFuzzTarget.valueOf(System.getProperty("fuzz.target", "TEXT"));

    private MaskingFuzzer() {}

    /**
     * Feeds one input to the target that the system property {@code fuzz.target} names.
     *
     * @param input any bytes
     */
    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.take(input);
    }
}
