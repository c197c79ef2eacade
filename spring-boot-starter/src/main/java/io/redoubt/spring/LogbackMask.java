package io.redoubt.spring;

import io.redoubt.masking.Masker;
import io.redoubt.masking.logback.Coverage;
import io.redoubt.masking.logback.MaskingInstaller;
import io.redoubt.masking.logback.MaskingReport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Masks what Logback writes.
 *
 * @param installer that wrapped its encoders
 * @param named under which key people are named in the log
 */
record LogbackMask(MaskingInstaller installer, String named) implements LoggingMask {

    /** {@return it, or nothing if SLF4J writes to something else} */
    static Optional<LoggingMask> install(Masker masker, int maxBytes, String named) {
        return MaskingInstaller.install(masker, maxBytes).map(installer -> new LogbackMask(installer, named));
    }

    /** Masks no longer: of the applications in one Java machine, which have one Logback, the last one to start decides. */
    static void uninstall() {
        MaskingInstaller.installed().ifPresent(MaskingInstaller::uninstall);
    }

    @Override
    public String describe() {
        long covered = installer.coverage().appenders().stream()
                .filter(Coverage.Entry::covered)
                .count();
        return "appenders " + covered + ", not masked " + bypasses().size() + ", people named " + named;
    }

    @Override
    public Map<String, String> bypasses() {
        Map<String, String> bypasses = new LinkedHashMap<>();
        installer
                .coverage()
                .bypasses()
                .forEach(entry -> bypasses.put("appender " + entry.name() + " (" + entry.type() + ")", entry.remedy()));
        return bypasses;
    }

    @Override
    public Map<String, Object> content() {
        MaskingReport report = installer.report();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("active", true);
        shown.put("named", named);
        shown.put(
                "appenders",
                installer.coverage().appenders().stream()
                        .map(LogbackMask::appender)
                        .toList());
        shown.put("events", report.events());
        shown.put("cut", report.cutEvents());
        shown.put("withheld", report.withheld());
        shown.put("findings", report.lines().stream().map(LogbackMask::line).toList());
        return shown;
    }

    private static Map<String, Object> appender(Coverage.Entry entry) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("name", entry.name());
        shown.put("type", entry.type());
        shown.put("masked", entry.covered());
        if (!entry.covered()) {
            shown.put("remedy", entry.remedy());
        }
        return shown;
    }

    private static Map<String, Object> line(MaskingReport.Line line) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("detector", line.detector());
        shown.put("logger", line.logger());
        shown.put("count", line.count());
        shown.put("firstSeen", line.firstSeen().toString());
        return shown;
    }

    @Override
    public Map<String, Long> findings() {
        return installer.report().detectors();
    }

    @Override
    public Map<String, Long> withheld() {
        return installer.report().withheld();
    }
}
