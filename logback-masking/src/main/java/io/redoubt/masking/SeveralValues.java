package io.redoubt.masking;

import org.jspecify.annotations.Nullable;

/** A detector that finds several values at one anchor. */
interface SeveralValues extends Detector {

    /** {@return findings with what was found} */
    @Nullable
    Findings find(Rule rule, byte[] text, int start, int end, @Nullable Findings found);

    @Override
    default long find(byte[] text, int start, int end) {
        return Span.NONE;
    }
}
