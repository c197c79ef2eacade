package io.redoubt.field;

/** The door for Jazzer, which calls {@code fuzzerTestOneInput} of the class that it is given. */
public final class FieldFuzzer {

    private static final FieldFuzzTarget TARGET =
            FieldFuzzTarget.valueOf(System.getProperty("fuzz.target", "CIPHERTEXT_HEADER"));

    private FieldFuzzer() {}

    /**
     * Feeds one input to the target that the system property {@code fuzz.target} names.
     *
     * @param input any bytes
     */
    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.take(input);
    }
}
