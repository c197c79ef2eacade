package io.redoubt.masking.logback;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Answers a console.
 *
 * @param report of the context
 * @param coverage as it is now
 */
record MaskingBean(MaskingReport report, Supplier<Coverage> coverage) implements MaskingMXBean {

    @Override
    public long getEvents() {
        return report.events();
    }

    @Override
    public long getMaskedEvents() {
        return report.maskedEvents();
    }

    @Override
    public long getBytes() {
        return report.bytes();
    }

    @Override
    public Map<String, Long> getFindings() {
        return report.detectors();
    }

    @Override
    public Map<String, Long> getWithheld() {
        return report.withheld();
    }

    @Override
    public List<String> getUncoveredAppenders() {
        return coverage.get().bypasses().stream().map(Coverage.Entry::name).toList();
    }

    @Override
    public String getReport() {
        return report.toJson();
    }
}
