package io.redoubt.masking.logback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MaskingReportTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final MaskingReport report = new MaskingReport(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void countsByDetectorAndLogger() {
        report.recorder().found("com.example.A", "cred.jwt");
        report.recorder().found("com.example.B", "cred.jwt");
        report.recorder().found("com.example.B", "cred.jwt");
        report.recorder().found("com.example.B", "pii.email");

        assertThat(report.lines())
                .containsExactly(
                        new MaskingReport.Line("cred.jwt", "com.example.B", 2, NOW),
                        new MaskingReport.Line("cred.jwt", "com.example.A", 1, NOW),
                        new MaskingReport.Line("pii.email", "com.example.B", 1, NOW));
        assertThat(report.detectors()).containsEntry("cred.jwt", 3L).containsEntry("pii.email", 1L);
    }

    @Test
    void countsUnderOtherWhatIsTooMuchToKeep() {
        for (int i = 0; i < 3000; i++) {
            report.recorder().found("com.example.A" + i, "cred.jwt");
        }
        report.recorder().found("com.example.A0", "cred.jwt");

        assertThat(report.lines()).hasSize(2001);
        assertThat(report.lines().get(0)).isEqualTo(new MaskingReport.Line("cred.jwt", "(other)", 1000, NOW));
        assertThat(report.lines().get(1)).isEqualTo(new MaskingReport.Line("cred.jwt", "com.example.A0", 2, NOW));
        assertThat(report.detectors()).containsEntry("cred.jwt", 3001L);
    }

    @Test
    void losesNothingBetweenThreads() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(new Thread(() -> {
                for (int j = 0; j < 10_000; j++) {
                    report.event();
                    report.recorder().found("com.example.A", "cred.jwt");
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(report.events()).isEqualTo(40_000);
        assertThat(report.detectors()).containsEntry("cred.jwt", 40_000L);
    }

    @Test
    void isJson() {
        report.event();
        report.bytes(12);
        report.masked();
        report.cut();
        report.withheld(WithheldReason.TOO_LONG);
        report.withheld(WithheldReason.ENCODER_FAILED);
        report.recorder().found("odd \"logger\"\n\\", "cred.jwt");

        JsonNode json = JsonMapper.shared().readTree(report.toJson());
        assertThat(json.toString())
                .isEqualTo(
                        "{\"events\":1,\"maskedEvents\":1,\"bytes\":12,\"cut\":1,\"withheld\":{\"encoder-failed\":1,\"too-long\":1},"
                                + "\"lines\":[{\"detector\":\"cred.jwt\",\"logger\":\"odd \\\"logger\\\"\\n\\\\\",\"count\":1,\"firstSeen\":\"2026-01-02T03:04:05Z\"}]}");
        assertThat(JsonMapper.shared()
                        .readTree(new MaskingReport(Clock.systemUTC()).toJson())
                        .get("lines")
                        .isEmpty())
                .isTrue();
    }
}
