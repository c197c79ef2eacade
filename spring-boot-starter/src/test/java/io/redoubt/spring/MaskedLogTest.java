package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.redoubt.ConfigurationException;
import io.redoubt.masking.Sensitive;
import io.redoubt.masking.SensitiveValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;

/** What an application of Boot writes to its console, with nothing in any XML. */
class MaskedLogTest {

    private static final String SECRET = "test-only-horse-7";
    private static final org.slf4j.Logger log = LoggerFactory.getLogger(MaskedLogTest.class);

    @Configuration(proxyBeanMethods = false)
    static class Talkative {

        @Bean
        String talkative() {
            log.info("while beans are made: password={}", SECRET);
            return "talkative";
        }
    }

    record Payment(String id, @Sensitive("card-holder") String holder) {}

    @AfterAll
    static void logAsBefore() {
        LoggingWorker.logAsBefore();
    }

    private static String output(Settings settings, Runnable logging) {
        return LoggingWorker.output(settings, logging);
    }

    @Test
    void masksFromTheFirstLineOn() {
        String written =
                LoggingWorker.output(Settings.none(), () -> log.info("login password={}", SECRET), Talkative.class);

        assertThat(written)
                .contains("while beans are made: password=[REDACTED:password]", "login password=[REDACTED:password]")
                .doesNotContain(SECRET);
    }

    @Test
    void saysWhatIsMasked() {
        assertThat(output(Settings.none(), () -> {}))
                .contains("redoubt: masking of the log: appenders 1, not masked 0, people named nowhere");
    }

    /** T9 of the nine leaks: numbers, keys of the diagnostic context, and objects in key-value pairs. */
    @ParameterizedTest
    @ValueSource(strings = {"ecs", "gelf", "logstash"})
    void t9_keepsSecretsOutOfStructuredLogs(String format) throws Exception {
        String written = output(Settings.none().with("logging.structured.format.console", format), () -> {
            MDC.put("mail kim@example.org", "x");
            MDC.put("sessionToken", SECRET);
            log.atInfo()
                    .addKeyValue("otp", 912_734)
                    .addKeyValue("payment", new Payment("p-1", "Kim Example"))
                    .addKeyValue("login", "User[password=" + SECRET + "]")
                    .log("done {}", SensitiveValue.of(SECRET));
            MDC.clear();
        });

        List<String> lines =
                written.lines().filter(line -> line.contains("done ")).toList();
        assertThat(lines).hasSize(1);
        assertThat(new ObjectMapper().readTree(lines.get(0)).isObject()).isTrue();
        assertThat(lines.get(0)).doesNotContain(SECRET, "912734", "Kim Example", "kim@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecs", "gelf", "logstash"})
    void keepsEachRecordOfAStructuredFileValid(String format, @TempDir Path folder) throws Exception {
        Path file = folder.resolve("orders.json");

        output(
                Settings.none()
                        .with("logging.file.name", file.toString())
                        .with("logging.structured.format.file", format),
                () -> {
                    log.info("token={} and \"password\": \"{}\"", SECRET, SECRET);
                    log.error(
                            "failed",
                            new IllegalStateException("Authorization: Bearer " + SECRET + "\n{\"pin\":4711}"));
                });
        LoggingSystem.get(getClass().getClassLoader()).cleanUp();

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSizeGreaterThan(2);
        for (String line : lines) {
            assertThat(new ObjectMapper().readTree(line).isObject()).as(line).isTrue();
            assertThat(line).doesNotContain(SECRET, "4711");
        }
    }

    @Test
    void hidesWhatTypesSayIsSensitive() {
        Payment payment = new Payment("p-1", "Kim Example");

        String written = output(Settings.none(), () -> {
            log.info("paid {}", payment);
            log.info("refunded {}", List.of(payment));
            log.info("got {}", SensitiveValue.of(SECRET));
        });

        assertThat(written)
                .contains(
                        "paid Payment[id=p-1, holder=[REDACTED:card-holder]]",
                        "refunded [Payment[id=p-1, holder=[REDACTED:card-holder]]]",
                        "got [REDACTED:sensitive]")
                .doesNotContain("Kim Example", SECRET);
    }

    @Test
    void masksTheFileAsWellAsTheConsole(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("orders.log");

        output(Settings.none().with("logging.file.name", file.toString()), () -> log.info("token={}", SECRET));

        assertThat(file)
                .content(StandardCharsets.UTF_8)
                .contains("token=[REDACTED:token]")
                .doesNotContain(SECRET);
        LoggingSystem.get(getClass().getClassLoader()).cleanUp();
    }

    @Test
    void keepsMaskingWhenALevelChanges() {
        String written = output(Settings.none(), () -> {
            LoggingSystem.get(getClass().getClassLoader()).setLogLevel(MaskedLogTest.class.getName(), LogLevel.DEBUG);
            log.debug("password={}", SECRET);
        });

        assertThat(written).contains("password=[REDACTED:password]").doesNotContain(SECRET);
    }

    @Test
    void keepsMaskingWhenLoggingIsConfiguredAnew() {
        String written = output(Settings.none(), () -> {
            LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
            context.reset();
            LoggingSystem.get(getClass().getClassLoader())
                    .initialize(new LoggingInitializationContext(new StandardEnvironment()), null, null);
            log.info("anew password={}", SECRET);
        });

        assertThat(written).contains("anew password=[REDACTED:password]").doesNotContain(SECRET);
    }

    @Test
    void cutsRecordsAsItsPropertySays() {
        String written =
                output(Settings.none().with("redoubt.masking.max-size", "2KB"), () -> log.info("{}", "x".repeat(4096)));

        assertThat(written).contains("[CUT: a record of ").doesNotContain("x".repeat(2049));
    }

    @Test
    void namesPeopleUnderTheKeyOfTheService(@TempDir Path mount) {
        Path file = TestKeyset.ofOrders().writeTo(mount.resolve("keyset.json"));

        String written = output(TestKeyset.in(file, Settings.none()), () -> {
            log.info("mail to {}", "kim@example.org");
            log.info("once more to {}", "KIM@example.org");
        });

        assertThat(written)
                .contains("people named under the service's key")
                .containsPattern("mail to \\[REDACTED:email [0-9a-f]{20}]");
        assertThat(written.lines()
                        .filter(line -> line.contains("REDACTED:email"))
                        .map(line -> line.substring(line.indexOf("[REDACTED"))))
                .hasSize(2)
                .satisfies(names -> assertThat(names.get(0)).isEqualTo(names.get(1)));
    }

    @Test
    void leavesTheLogAloneWhereItIsSwitchedOff() {
        String written =
                output(Settings.none().with("redoubt.masking.enabled", "false"), () -> log.info("password={}", SECRET));

        assertThat(written).contains("masking of the log: off: redoubt.masking.enabled is false", "password=" + SECRET);
    }

    /** There is one Logback for all applications of a process; what said it was off went on masking. */
    @Test
    void leavesTheLogAloneWhereItWasOnForAnApplicationBefore() {
        output(Settings.none(), () -> {});

        String written =
                output(Settings.none().with("redoubt.masking.enabled", "off"), () -> log.info("password={}", SECRET));

        assertThat(written).contains("masking of the log: off", "password=" + SECRET);
        assertThat(output(Settings.none(), () -> log.info("password={}", SECRET)))
                .contains("password=[REDACTED:password]");
    }

    @Test
    void refusesToStartStrictlyWhereItIsSwitchedOff() {
        SpringApplicationBuilder strict = LoggingWorker.builder(
                Settings.none().with("redoubt.masking.strict", "true").with("redoubt.masking.enabled", "false"));

        assertThatThrownBy(strict::run)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("redoubt.masking.strict: is true, and not all is masked:"
                        + " nothing is, since redoubt.masking.enabled is false");
    }

    @Test
    void followsItsProperties() {
        Settings settings = Settings.none()
                .with("redoubt.masking.detectors[pii.ip].enabled", "true")
                .with("redoubt.masking.detectors[pii.email].strategy", "drop")
                .with("redoubt.masking.keys.customer-ref", "pii.person")
                .with("redoubt.masking.allow.keys[0]", "trace-token")
                .with("redoubt.masking.allow.values[0]", "support@example.org");

        String written = output(
                settings,
                () -> log.info(
                        "from 10.1.2.3 <{}> customerRef={} traceToken={} {}",
                        "kim@example.org",
                        "K-7",
                        "abcdefgh",
                        "support@example.org"));

        assertThat(written)
                .contains(
                        "from [REDACTED:ip] <> customerRef=[REDACTED:person] traceToken=abcdefgh support@example.org");
    }

    /** Ships events somewhere, as the appenders of telemetry do. */
    static final class Shipping extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {}
    }

    @Test
    void refusesToStartBesideAnAppenderThatBypassesMasking() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Shipping shipping = new Shipping();
        shipping.setName("TELEMETRY");
        SpringApplicationBuilder strict = LoggingWorker.builder(Settings.none().with("redoubt.masking.strict", "true"))
                .listeners((ApplicationPreparedEvent event) -> root.addAppender(shipping));
        try {
            assertThatThrownBy(strict::run)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(
                            "redoubt.masking.strict: is true, and not all is masked: appender TELEMETRY (")
                    .hasMessageContaining("io.redoubt.masking.logback.MaskingAppender");
        } finally {
            root.detachAppender(shipping);
        }
    }

    @Test
    void tellsOfAnAppenderThatBypassesMasking() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Shipping shipping = new Shipping();
        shipping.setName("TELEMETRY");
        try (CapturedOutput output = CapturedOutput.begin();
                ConfigurableApplicationContext context = LoggingWorker.builder(Settings.none())
                        .listeners((ApplicationPreparedEvent event) -> root.addAppender(shipping))
                        .run()) {
            assertThat(context.isRunning()).isTrue();
            assertThat(output.text())
                    .contains("masking of the log: appenders 1, not masked 1")
                    .contains("redoubt: not all of the log is masked: appender TELEMETRY (" + Shipping.class.getName()
                            + "); it has no encoder");
        } finally {
            root.detachAppender(shipping);
        }
    }
}
