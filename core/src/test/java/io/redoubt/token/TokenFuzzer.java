package io.redoubt.token;

/** The door for Jazzer, which calls {@code fuzzerTestOneInput} of the class that it is given. */
public final class TokenFuzzer {

    private static final FuzzTarget TARGET = FuzzTarget.valueOf(System.getProperty("fuzz.target", "STRICT_JSON"));

    private TokenFuzzer() {}

    /**
     * Feeds one input to the target that the system property {@code fuzz.target} names.
     *
     * @param input any bytes
     */
    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.take(input);
    }
}
