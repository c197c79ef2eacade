package io.redoubt.masking.logback;

/** Why a record was not written, and a stand-in was. */
enum WithheldReason {
    /** The encoder, or something it called such as the {@code toString} of an argument, threw. */
    ENCODER_FAILED("encoder-failed"),
    /** A detector threw. */
    MASKER_FAILED("masker-failed"),
    /** It was longer than it may be, and JSON that is cut is no JSON. */
    TOO_LONG("too-long"),
    /** The settings of the encoder are wrong. */
    NOT_CONFIGURED("not-configured");

    private final String code;

    WithheldReason(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }
}
