package io.redoubt.masking.logback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** No value makes a line of its own, or turns the text of others (CWE-117). */
class LineForgingTest {

    private static final String MESSAGE = "<encoder><pattern>%level %msg%n</pattern></encoder>";
    private static final String FORGED = "INFO all is well";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "\r",
                "\r\n",
                "\u0085",
                "\u2028",
                "\u2029",
                "\u001b[2K",
                "\u0008",
                "\u009b",
                "\u202e",
                "\u2066"
            })
    void showsControlsInArguments(String control) {
        Configured logback = Configured.masking(MESSAGE);

        logback.logger().info("item={}", "kim" + control + FORGED);

        assertThat(logback.written()).startsWith("INFO item=kim\\").endsWith(FORGED + "\n");
        assertThat(logback.written().strip().chars().noneMatch(c -> c < ' ' || (c >= 0x7f && c <= 0x2fff)))
                .isTrue();
    }

    @Test
    void leavesTheLineFeedsOfAPattern() {
        Configured logback = Configured.masking(MESSAGE);

        logback.logger().info("first {}\nsecond {}", "a\nINFO b", "c");

        assertThat(logback.written()).isEqualTo("INFO first a\\nINFO b\nsecond c\n");
    }

    @Test
    void marksLinesOfAMessageWithoutArguments() {
        Configured logback = Configured.masking(MESSAGE);

        logback.logger().info("item=kim\n" + FORGED);

        assertThat(logback.written()).isEqualTo("INFO item=kim\n  | " + FORGED + "\n");
    }

    @Test
    void marksLinesOfAMessageThatLookLikeRecordsOfThePatternInUse() {
        Configured logback = Configured.masking("<encoder><pattern>%thread %msg%n</pattern></encoder>");

        logback.logger().info("item=kim\nmain paid\n");

        assertThat(logback.written()).endsWith(" item=kim\n  | main paid\n\n");
    }

    @Test
    void leavesOtherLinesOfAMessageWhereRecordsBeginWithATime() {
        Configured logback = Configured.masking("<encoder><pattern>%d [%thread] %msg%n</pattern></encoder>");

        logback.logger().info("it failed\nDescription: none\n2026-01-01 00:00:00 [main] all is well");

        assertThat(logback.written())
                .endsWith("it failed\nDescription: none\n  | 2026-01-01 00:00:00 [main] all is well\n");
    }

    @Test
    void marksLinesOfTheMessageOfAnException() {
        Configured logback = Configured.masking("<encoder><pattern>%level %msg%n%ex{1}</pattern></encoder>");

        logback.logger().warn("failed", new IllegalStateException("no item kim\nINFO all is well"));

        assertThat(logback.written())
                .contains("java.lang.IllegalStateException: no item kim\n  | INFO all is well\n\tat ");
    }

    @Test
    void showsControlsInAnExceptionThatIsAnArgument() {
        Configured logback = Configured.masking(MESSAGE);

        logback.logger().info("{} after {}", new IllegalStateException("a\nINFO b"), "c");

        assertThat(logback.written().lines()).hasSize(1);
    }

    @Test
    void showsControlsInArrays() {
        Configured logback = Configured.masking(MESSAGE);

        logback.logger().info("items {} {}", new String[] {"kim\nINFO all"}, List.of("ada\nINFO well"));

        assertThat(logback.written()).isEqualTo("INFO items [kim\\nINFO all] [ada\\nINFO well]\n");
    }

    @Test
    void showsControlsInTheDiagnosticContextItsKeysAndInPairs() {
        Configured logback = Configured.masking("<encoder><pattern>%level [%X] [%kvp] %msg%n</pattern></encoder>");

        logback.context().getMDCAdapter().put("a\nINFO b", "c\nINFO d");
        logback.logger().atInfo().addKeyValue("e\nINFO f", "g\nINFO h").log("done");

        assertThat(logback.written()).isEqualTo("INFO [a\\nINFO b=c\\nINFO d] [e\\nINFO f=\"g\\nINFO h\"] done\n");
    }

    @Test
    void showsControlsInTheNameOfAThread() throws InterruptedException {
        Configured logback = Configured.masking("<encoder><pattern>%level [%thread] %msg%n</pattern></encoder>");

        Thread thread = new Thread(() -> logback.logger().info("done"), "request /a\nINFO all is well");
        thread.start();
        thread.join();

        assertThat(logback.written()).isEqualTo("INFO [request /a\\nINFO all is well] done\n");
    }

    /** A first record that began with a brace made the encoder believe that all of them are JSON. */
    @Test
    void doesNotTakeAPatternForJsonBecauseAMessageBeginsWithABrace() {
        Configured logback = Configured.masking("<encoder><pattern>%msg%n</pattern></encoder>");

        logback.logger().info("{\"any\":\"json\"}");
        logback.logger().info("item={}", "kim\n" + FORGED);

        assertThat(logback.written().lines().toList().get(1)).isEqualTo("item=kim\\nINFO all is well");
    }

    @Test
    void doesNotTakeAPatternForJsonBecauseItBeginsWithABrace() {
        Configured logback = Configured.masking("<encoder><pattern>{\"message\":\"%msg\"}%n</pattern></encoder>");

        logback.logger().info("first");
        logback.logger().info("item={}", "kim\n" + FORGED);

        assertThat(logback.written().lines()).hasSize(2);
    }

    @Test
    void keepsValuesOfJsonAsTheyAre() {
        Configured logback = Configured.masking("<encoder class=\"net.logstash.logback.encoder.LogstashEncoder\"/>");
        String odd = "a\nb\u0085c\u2028d\u202ee\u007ff\u200ef";

        logback.context().getMDCAdapter().put("odd", odd);
        logback.logger().info("message {}", odd);

        JsonNode record = JsonMapper.shared().readTree(logback.written());
        assertThat(record.get("message").asString()).isEqualTo("message " + odd);
        assertThat(record.get("odd").asString()).isEqualTo(odd);
        assertThat(logback.written()).doesNotContain("\u0085", "\u2028", "\u202e", "\u007f", "\u200e");
        MDC.clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\t", "\u0085", "\u2028", "\u202e", "\u001b[0m"})
    void stillFindsASecretBehindWhatIsShown(String control) {
        Configured text = Configured.masking(MESSAGE);
        Configured json = Configured.masking("<encoder class=\"net.logstash.logback.encoder.LogstashEncoder\"/>");
        String value = "a" + control + "token=test-only-horse-7 otp=912734";

        text.logger().info("got {}", value);
        json.logger().info("got {}", value);

        assertThat(text.written()).doesNotContain("horse", "912734");
        assertThat(json.written()).doesNotContain("horse", "912734");
    }
}
