package io.redoubt.masking.logback;

import static net.logstash.logback.argument.StructuredArguments.kv;
import static net.logstash.logback.argument.StructuredArguments.raw;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.masking.Sensitive;
import io.redoubt.masking.SensitiveValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Ways past the masking of other encoders: each was seen to leak in the one that its test names. */
class LeaksOfOthersTest {

    private static final String SECRET = "test-only-horse-7";
    private static final String LOGSTASH = "<encoder class=\"net.logstash.logback.encoder.LogstashEncoder\"/>";
    private static final String JSON = "<encoder class=\"ch.qos.logback.classic.encoder.JsonEncoder\"/>";

    private static JsonNode only(Configured logback) {
        List<String> lines = logback.written().lines().toList();
        assertThat(lines).hasSize(1);
        return JsonMapper.shared().readTree(lines.get(0));
    }

    @Test
    void t1_masksANumberThatIsTheValueOfAField() {
        Configured logback = Configured.masking(LOGSTASH);

        logback.logger().info("sent {}", kv("otp", 912_734L));

        assertThat(only(logback).get("otp").asString()).isEqualTo("[REDACTED:otp]");
        assertThat(logback.written()).doesNotContain("912734");
    }

    @Test
    void t2_masksWithinJsonThatIsWrittenAsItIs() {
        Configured logback = Configured.masking(LOGSTASH);

        logback.logger().info("got {}", raw("body", "{\"password\":\"" + SECRET + "\",\"otp\":912734}"));

        assertThat(only(logback).get("body").get("password").asString()).isEqualTo("[REDACTED:password]");
        assertThat(only(logback).get("body").get("otp").asString()).isEqualTo("[REDACTED:otp]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "Password", "passWord", "user_password", "PASSWORD", "db.password"})
    void t3_knowsAKeyInEachOfItsNotations(String key) {
        Configured logback = Configured.masking(LOGSTASH);

        logback.context().getMDCAdapter().put(key, SECRET);
        logback.logger().info("in {}", Map.of(key, SECRET));

        assertThat(only(logback).isObject()).isTrue();
        assertThat(logback.written()).contains("[REDACTED:password]").doesNotContain(SECRET);
    }

    record Login(String user, String password) {}

    @ParameterizedTest
    @ValueSource(strings = {LOGSTASH, JSON, Configured.PATTERN})
    void t4_masksWithinTheTextOfAnObject(String encoder) {
        Configured logback = Configured.masking(encoder);

        logback.logger().atInfo().addKeyValue("login", new Login("u-1", SECRET)).log("in {}", new Login("u-2", SECRET));

        assertThat(logback.written()).contains("REDACTED:password").doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {LOGSTASH, JSON})
    void t5_masksWithinJsonThatStandsInAText(String encoder) {
        Configured logback = Configured.masking(encoder);

        logback.logger().info("body {\"user\":\"u-1\",\"password\":\"" + SECRET + "\",\"next\":true}");

        assertThat(only(logback).get("message").asString())
                .startsWith("body {\"user\":\"")
                .endsWith(",\"password\":\"[REDACTED:password]\",\"next\":true}");
    }

    @Test
    void t6_masksAStackTraceThatThePatternDoesNotName() {
        Configured logback = Configured.masking(
                "<encoder><pattern>%replace(%msg){'password=\\S+','password=xxx'}%n</pattern></encoder>");

        logback.logger().warn("failed", new IllegalStateException("password=" + SECRET));

        assertThat(logback.written())
                .contains("java.lang.IllegalStateException: password=[REDACTED:password]")
                .doesNotContain(SECRET);
    }

    @Test
    void t7_masksPairsThatAreNotNamedAsInThePattern() {
        Configured logback = Configured.masking("<encoder><pattern>%maskedKvp{password} %msg%n</pattern></encoder>");

        logback.logger()
                .atInfo()
                .addKeyValue("Password", SECRET)
                .addKeyValue("map", Map.of("password", SECRET))
                .log("done");

        assertThat(logback.written()).contains(" done").doesNotContain(SECRET);
    }

    @Test
    void t8_writesOneLineWhereAValueHasTwo() {
        Configured logback = Configured.masking(Configured.PATTERN);

        logback.logger().info("user={}", "kim\n2026-01-01 00:00:00 INFO forged - all is well");

        assertThat(logback.written().lines()).hasSize(1);
    }

    record Payment(String id, @Sensitive("card-holder") String holder) {}

    @ParameterizedTest
    @ValueSource(strings = {"ecs", "gelf", "logstash"})
    void t9_masksStructuredLogsOfSpringBoot(String format) {
        Configured logback = Configured.of("");
        logback.context().putObject(Environment.class.getName(), new StandardEnvironment());
        logback.configure("<appender name=\"OUT\" class=\"io.redoubt.masking.logback.CapturingAppender\">"
                + "<encoder class=\"io.redoubt.masking.logback.MaskingEncoder\">"
                + "<encoder class=\"org.springframework.boot.logging.logback.StructuredLogEncoder\"><format>" + format
                + "</format></encoder></encoder></appender><root level=\"DEBUG\"><appender-ref ref=\"OUT\"/></root>");

        logback.context().getMDCAdapter().put("mail kim@example.org", "x");
        logback.logger()
                .atInfo()
                .setCause(new IllegalStateException("password=" + SECRET))
                .addKeyValue("otp", 912_734)
                .addKeyValue("payment", new Payment("p-1", "Kim Example"))
                .addKeyValue("login", new Login("u-1", SECRET))
                .log("done {}", SensitiveValue.of(SECRET));

        assertThat(only(logback).isObject()).isTrue();
        assertThat(logback.written())
                .contains("done [REDACTED:sensitive]")
                .doesNotContain(SECRET, "912734", "Kim Example", "kim@example.org");
    }

    /** An encoder that writes the pattern and its arguments apart told no more which of them was a secret. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                JSON,
                "<encoder class=\"net.logstash.logback.encoder.LogstashEncoder\"><includeNonStructuredArguments>true</includeNonStructuredArguments></encoder>",
                "<encoder class=\"net.logstash.logback.encoder.LoggingEventCompositeJsonEncoder\"><providers><rawMessage/><arguments>"
                        + "<includeNonStructuredArguments>true</includeNonStructuredArguments></arguments></providers></encoder>"
            })
    void masksArgumentsThatAreKnownByTheirMessageAlone(String encoder) {
        Configured logback = Configured.masking(encoder);

        logback.logger().info("header {}: {} for {}", "X-Api-Key", SECRET, "orders");
        logback.logger().info("all is {}", "well");

        assertThat(logback.written()).contains("[REDACTED:", "well").doesNotContain(SECRET);
    }
}
