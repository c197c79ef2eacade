package io.redoubt.masking;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lines of a log, of which anybody may write a part. Each target throws if it finds a defect: any exception, or a broken promise. A fuzzer feeds it
 * bytes, and so does {@link MaskingFuzzFindingsTest}.
 */
enum MaskingFuzzTarget {
    TEXT {
        /** What was masked is not masked again, and nothing grows without end. */
        @Override
        void take(byte[] input) {
            byte[] given = input.clone();
            byte[] masked = MASKER.mask(input);
            require(Arrays.equals(given, input), "the text was changed");
            require(masked == input || !Arrays.equals(masked, input), "another array with the same bytes");
            boolean line = input.length > 0 && input[input.length - 1] == '\n';
            require(!line || masked[masked.length - 1] == '\n', "the end of the line is gone");
            require(masked.length <= MOST_PER_BYTE * input.length, "longer than the bound");
            String before = new String(input, StandardCharsets.ISO_8859_1);
            String again = new String(MASKER.mask(masked), StandardCharsets.ISO_8859_1);
            require(before.contains(MARK) || !again.contains(MARK + MARK), "a placeholder within a placeholder");
        }
    },

    JSON {
        /** What is JSON in one line, as encoders write it, stays JSON. */
        @Override
        void take(byte[] input) {
            String text = new String(input, StandardCharsets.ISO_8859_1);
            if (text.indexOf('\n') < 0 && text.indexOf('\r') < 0 && text.startsWith("{") && isJson(input)) {
                require(isJson(MASKER.mask(input)), "no JSON any more");
            }
        }

        private boolean isJson(byte[] text) {
            try {
                return MAPPER.readTree(text).isContainer();
            } catch (JacksonException e) {
                return false;
            }
        }
    };

    /** The longest placeholder, for a value of one byte with a key of three. */
    private static final int MOST_PER_BYTE = 16;

    private static final String MARK = "[REDACTED:";

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private static final Masker MASKER = masker();

    private static Masker masker() {
        KnownSecrets secrets = KnownSecrets.create();
        secrets.add("fuzz", "test-only-known-7");
        return Masker.of(MaskingRules.builder()
                .profile(Profile.GDPR)
                .pseudonyms(Pseudonyms.hmacSha256(
                        "k1", "test-only key of 32 bytes, no more".getBytes(StandardCharsets.US_ASCII)))
                .knownSecrets(secrets)
                .build());
    }

    abstract void take(byte[] input);

    /** {@return where the findings and first examples of this target are kept} */
    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static void require(boolean promise, String otherwise) {
        if (!promise) {
            throw new AssertionError(otherwise);
        }
    }
}
