package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.redoubt.ConfigurationException;
import io.redoubt.masking.Sensitive;
import io.redoubt.masking.SensitiveValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What an application of Boot writes to its console, with nothing in any XML. */
class MaskedLogTest {

    private static final String SECRET = "test-only-horse-7";
    private static final org.slf4j.Logger log = LoggerFactory.getLogger(MaskedLogTest.class);

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(RedoubtAutoConfiguration.class)
    static class Worker {

        @Bean
        String talkative() {
            log.info("while beans are made: password={}", SECRET);
            return "talkative";
        }
    }

    record Payment(String id, @Sensitive("card-holder") String holder) {}

    /** Formats and files are those of the process: the next test must find what it expects. */
    @AfterAll
    static void logAsBefore() {
        System.clearProperty("CONSOLE_LOG_STRUCTURED_FORMAT"); // by which Boot tells Logback
        output(Settings.none(), () -> {});
    }

    private static SpringApplicationBuilder worker(Settings settings) {
        return new SpringApplicationBuilder(Worker.class)
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .properties(settings.with("spring.application.name", "orders").properties());
    }

    private static String output(Settings settings, Runnable logging) {
        try (CapturedOutput output = CapturedOutput.begin();
                ConfigurableApplicationContext context = worker(settings).run()) {
            assertThat(context.isRunning()).isTrue();
            logging.run();
            return output.text();
        }
    }

    @Test
    void masksFromTheFirstLineOn() {
        String written = output(Settings.none(), () -> log.info("login password={}", SECRET));

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
    void erasesTheSecretsOfTheServiceWhereverTheyStand() {
        String password = "S3cr3t+Test/Only";
        String written = output(Settings.none().with("spring.datasource.password", password), () -> {
            log.info("cannot connect with {}", password);
            log.info("or {}", Base64.getEncoder().encodeToString(("app:" + password).getBytes(StandardCharsets.UTF_8)));
            log.info("or {}", java.net.URLEncoder.encode(password, StandardCharsets.UTF_8));
        });

        assertThat(written)
                .contains("cannot connect with [REDACTED:known spring.datasource.password]")
                .doesNotContain(password, "S3cr3t%2BTest%2FOnly", "UzNjcjN0K1Rlc3QvT25s");
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

        assertThat(written).contains("masking of the log: off: redoubt.masking.enabled is false");
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
        SpringApplicationBuilder strict = worker(Settings.none().with("redoubt.masking.strict", "true"))
                .listeners((org.springframework.boot.context.event.ApplicationPreparedEvent event) ->
                        root.addAppender(shipping));
        try {
            assertThatThrownBy(strict::run)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("redoubt.masking.strict: is true, and what appender TELEMETRY")
                    .hasMessageContaining("io.redoubt.masking.logback.MaskingAppender");
        } finally {
            root.detachAppender(shipping);
        }
    }

    @Test
    void reportsAllMistakesAtOnce() {
        Settings wrong = Settings.none()
                .with("redoubt.masking.profile", "everything")
                .with("redoubt.masking.detectors[pii.nothing].strategy", "drop")
                .with("redoubt.masking.keys.customer-ref", "pii.nobody")
                .with("redoubt.masking.allow.values[0]", "")
                .with("redoubt.masking.pseudonym-key", "c2hvcnQ=");

        assertThatThrownBy(() -> worker(wrong).run())
                .rootCause()
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        refused -> assertThat(refused.problems())
                                .extracting(ConfigurationException.Problem::setting)
                                .containsExactlyInAnyOrder(
                                        "redoubt.masking.profile",
                                        "redoubt.masking.detectors.[pii.nothing]",
                                        "redoubt.masking.keys.customer-ref",
                                        "redoubt.masking.allow.values[0]",
                                        "redoubt.masking.pseudonym-key"));
    }
}
