package io.redoubt.spring;

/** Shows which appenders are masked, and which logger leaks what: detectors and counts, never a sample. */
record MaskingSection(LoggingMask mask) implements PostureSection {

    @Override
    public String name() {
        return "masking";
    }

    @Override
    public Object content() {
        return mask.content();
    }
}
