package io.redoubt.masking.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import io.redoubt.masking.Anchor;
import io.redoubt.masking.Detector;
import io.redoubt.masking.Masker;
import io.redoubt.masking.MaskingRules;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What cannot be masked is not written, and the appender lives on. */
class WithholdingTest {

    private static final String SECRET = "test-only-horse-7";
    private static final String MESSAGE = "<encoder><pattern>%level %msg%n</pattern></encoder>";

    /** Writes what a test says, with a header and a footer. */
    public static final class Acting extends EncoderBase<ILoggingEvent> {

        static final java.util.concurrent.atomic.AtomicReference<Function<ILoggingEvent, byte[]>> ACT =
                new java.util.concurrent.atomic.AtomicReference<>(event -> new byte[0]);

        @Override
        public byte[] headerBytes() {
            return "head\n".getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] encode(ILoggingEvent event) {
            return ACT.get().apply(event);
        }

        @Override
        public byte[] footerBytes() {
            return "foot\n".getBytes(StandardCharsets.UTF_8);
        }
    }

    private static Configured acting(Function<ILoggingEvent, byte[]> act) {
        Acting.ACT.set(act);
        return Configured.masking("<encoder class=\"" + Acting.class.getName() + "\"/>");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** As by a language that has no checked exceptions. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private static Throwable thrown(String kind) {
        return switch (kind) {
            case "exception" -> new IllegalStateException("token " + SECRET);
            case "checked" -> new java.io.IOException("token " + SECRET);
            case "error" -> new AssertionError("token " + SECRET);
            case "linkage" -> new NoClassDefFoundError("token " + SECRET);
            default -> new StackOverflowError("token " + SECRET);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"exception", "checked", "error", "linkage", "stack"})
    void writesAStandInWhereTheEncoderThrows(String kind) {
        Configured logback = acting(event -> {
            if (event.getMessage().startsWith("bad")) {
                throw WithholdingTest.<RuntimeException>sneaky(thrown(kind));
            }
            return bytes(event.getMessage() + "\n");
        });

        logback.logger().info("bad {}", SECRET);
        logback.logger().info("good");

        assertThat(logback.written())
                .matches("head\n\\S+Z INFO com\\.example\\.Orders - \\[WITHHELD: encoder-failed]\ngood\n");
        assertThat(logback.report().withheld()).containsEntry("encoder-failed", 1L);
        assertThat(logback.statuses()).noneMatch(message -> message.contains(SECRET));
    }

    @Test
    void writesAStandInOfJsonWhereRecordsAreJson() {
        Configured logback = acting(event -> {
            if (event.getMessage().startsWith("bad")) {
                throw new IllegalStateException(SECRET);
            }
            return bytes("{\"message\":\"good\"}\n");
        });

        logback.logger().info("good");
        logback.logger().warn("bad");

        String last = logback.written().lines().toList().get(2);
        assertThat(JsonMapper.shared().readTree(last).get("message").asString())
                .isEqualTo("[WITHHELD: encoder-failed]");
        assertThat(JsonMapper.shared().readTree(last).get("level").asString()).isEqualTo("WARN");
    }

    @Test
    void writesAStandInOfJsonEvenForTheFirstRecordOfAnEncoderOfJson() {
        Configured logback = Configured.masking(
                "<maxBytes>1024</maxBytes>", "<encoder class=\"ch.qos.logback.classic.encoder.JsonEncoder\"/>");

        logback.logger().info("x".repeat(2000) + " token=" + SECRET);

        assertThat(JsonMapper.shared()
                        .readTree(logback.written())
                        .get("message")
                        .asString())
                .startsWith("[WITHHELD: too-long, ");
    }

    @Test
    void writesAStandInWhereADetectorThrows() {
        Detector failing = new Detector() {
            @Override
            public String id() {
                return "test.failing";
            }

            @Override
            public List<Anchor> anchors() {
                return List.of(Anchor.word("explode"));
            }

            @Override
            public long find(byte[] text, int start, int end) {
                throw new IllegalStateException(new String(text, StandardCharsets.UTF_8));
            }
        };
        Configured logback = Configured.with(MESSAGE);
        MaskingInstaller.install(
                logback.context(),
                Masker.of(MaskingRules.builder().detector(failing).build()));

        logback.logger().info("explode {}", SECRET);
        logback.logger().info("good");

        assertThat(logback.written())
                .contains("[WITHHELD: masker-failed, ", "INFO good")
                .doesNotContain(SECRET);
        assertThat(logback.statuses()).noneMatch(message -> message.contains(SECRET));
    }

    private static final class Mute {
        @Override
        public String toString() {
            throw new IllegalStateException("token " + SECRET);
        }
    }

    @Test
    void namesTheClassOfAnObjectThatHasNoText() {
        Configured logback = Configured.masking("<encoder><pattern>%level %kvp{NONE} %msg%n</pattern></encoder>");

        logback.logger().atInfo().addKeyValue("a", new Mute()).log("got {}", new Mute());

        assertThat(logback.written())
                .startsWith(
                        "INFO a=[FAILED toString: io.redoubt.masking.logback.WithholdingTest$Mute] got [FAILED toString()")
                .doesNotContain(SECRET);
    }

    @Test
    void keepsTheInterruptOfAThread() {
        Configured logback = acting(event -> {
            throw WithholdingTest.<RuntimeException>sneaky(new InterruptedException());
        });

        logback.logger().info("a");
        assertThat(Thread.interrupted()).isTrue();

        Thread.currentThread().interrupt();
        logback.logger().info("b");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(logback.written().lines()).hasSize(3);
    }

    @Test
    void writesHeaderAndFooterAsTheyAre() {
        Configured logback = acting(event -> bytes("password=" + SECRET + "\n"));

        logback.logger().info("a");
        CapturingAppender appender = logback.appender();
        logback.context().stop();

        assertThat(appender.written()).isEqualTo("head\npassword=[REDACTED:password]\nfoot\n");
    }

    @Test
    void writesNothingWithoutAnEncoderInside() {
        Configured logback = Configured.masking("");

        logback.logger().info("token=" + SECRET);

        assertThat(logback.written()).isEmpty();
        assertThat(logback.errors()).anyMatch(error -> error.contains("no <encoder> inside"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<profile>all</profile>",
                "<detector><id>cred.no-such</id></detector>",
                "<detector><id>pii.email</id><strategy>rot13</strategy></detector>",
                "<detector><id>pii.email</id><strategy>pseudonym</strategy></detector>",
                "<detector><id>pii.email</id><strategy>pseudonym</strategy></detector><pseudonymKey>${NO_SUCH_KEY}</pseudonymKey>",
                "<pseudonymKey>c2hvcnQ=</pseudonymKey>",
                "<key><name>--</name></key>",
                "<key><name>ref</name><kind>pii.no-such</kind></key>",
                "<allow></allow>",
                "<maxBytes>10</maxBytes>"
            })
    void withholdsAllRecordsWhereASettingIsRefused(String settings) {
        Configured logback = Configured.masking(settings, MESSAGE);

        logback.logger().info("good");

        assertThat(logback.written()).matches("\\S+Z INFO com\\.example\\.Orders - \\[WITHHELD: not-configured]\n");
        assertThat(logback.errors()).hasSize(1).allMatch(error -> error.contains("withholds all records"));
        assertThat(logback.report().withheld()).containsEntry("not-configured", 1L);
    }

    @Test
    void doesNotStartWhereItIsStrict() {
        Configured logback =
                Configured.masking("<strict>true</strict><detector><id>cred.no-such</id></detector>", MESSAGE);

        logback.logger().info("good");

        assertThat(logback.written()).isEmpty();
        assertThat(logback.errors()).anyMatch(error -> error.contains("does not start"));
    }

    @Test
    void saysNothingAtItsStartWhereAllIsRight() {
        Configured logback = Configured.masking("<strict>true</strict>", MESSAGE);

        assertThat(logback.errors()).isEmpty();
        assertThat(logback.warnings()).isEmpty();
    }

    /** The beginning of a token that stood across the limit was written. */
    @Test
    void writesNoPartOfASecretThatIsCutInTwo() {
        Configured logback = Configured.masking("<maxBytes>2048</maxBytes>", MESSAGE);
        String token = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a";

        for (int length = 2000; length < 2048; length++) {
            logback.logger().info("x".repeat(length) + " " + token + " " + "y".repeat(3000));
        }

        assertThat(logback.written()).doesNotContain("ghp_1").contains("[CUT: a record of ");
    }
}
