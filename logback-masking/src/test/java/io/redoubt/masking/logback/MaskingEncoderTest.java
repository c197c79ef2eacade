package io.redoubt.masking.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import io.redoubt.masking.Sensitive;
import io.redoubt.masking.SensitiveValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MaskingEncoderTest {

    private static final String SECRET = "correct-horse-7";

    /** Logback writes when its context was made into each record, under a name that people have, too. */
    @Test
    void leavesTheBirthdateOfALoggerContext() {
        Configured logback = Configured.masking("<encoder class=\"ch.qos.logback.classic.encoder.JsonEncoder\"/>");

        logback.logger().info("birthdate=1984-02-29");

        assertThat(logback.written()).containsPattern("\"birthdate\":\\d{13}").contains("birthdate=[REDACTED:birth]");
    }

    @Test
    void masksTheMessageWithItsArguments() {
        Configured logback = Configured.masking(Configured.PATTERN);

        logback.logger().info("login password={} done", SECRET);

        assertThat(logback.written())
                .contains("login password=[REDACTED:password] done")
                .doesNotContain(SECRET);
    }

    @Test
    void wrapsAPatternWithoutNamingItsClass() {
        Configured logback = Configured.masking("<encoder><pattern>%msg%n</pattern></encoder>");

        logback.logger().info("password={}", SECRET);

        assertThat(logback.written()).isEqualTo("password=[REDACTED:password]\n");
    }

    @Test
    void writesTheBytesOfTheInnerEncoderWhereNothingIsFound() {
        Configured logback =
                Configured.masking("<encoder class=\"io.redoubt.masking.logback.MaskingEncoderTest$SameBytes\"/>");

        MaskingEncoder encoder = (MaskingEncoder) logback.appender().getEncoder();
        logback.logger().info("order accepted");

        assertThat(encoder.encode(SameBytes.LAST.get())).isSameAs(SameBytes.BYTES);
    }

    /** Writes the same array each time. */
    public static final class SameBytes extends EncoderBase<ILoggingEvent> {

        static final byte[] BYTES = "order accepted\n".getBytes(StandardCharsets.UTF_8);
        static final java.util.concurrent.atomic.AtomicReference<ILoggingEvent> LAST =
                new java.util.concurrent.atomic.AtomicReference<>();

        @Override
        public byte[] headerBytes() {
            return new byte[0];
        }

        @Override
        public byte[] encode(ILoggingEvent event) {
            LAST.set(event);
            return BYTES;
        }

        @Override
        public byte[] footerBytes() {
            return new byte[0];
        }
    }

    @Test
    void masksWhatALayoutTakesFromTheDiagnosticContextWithoutItsKey() {
        Configured logback = Configured.masking("<encoder><pattern>%X{password} %msg%n</pattern></encoder>");

        logback.context().getMDCAdapter().put("password", SECRET);
        logback.logger().info("done");

        assertThat(logback.written()).isEqualTo("[REDACTED:password] done\n");
    }

    @Test
    void masksTheMessageOfAnExceptionAndOfItsCause() {
        Configured logback = Configured.masking("<encoder><pattern>%msg%n%ex</pattern></encoder>");

        logback.logger()
                .warn(
                        "failed",
                        new IllegalStateException(
                                "token=" + SECRET, new IllegalArgumentException("password=" + SECRET)));

        assertThat(logback.written())
                .contains("token=[REDACTED:token]", "password=[REDACTED:password]")
                .doesNotContain(SECRET);
    }

    @Test
    void showsNothingOfASensitiveValue() {
        Configured logback = Configured.masking(Configured.PATTERN);

        logback.logger().info("got {}", SensitiveValue.of(SECRET));

        assertThat(logback.written()).contains("got [REDACTED:sensitive]").doesNotContain(SECRET);
    }

    record Payment(String id, @Sensitive("card-holder") String holder) {}

    @Test
    void takesASensitiveComponentOutOfTheTextOfItsRecord() {
        Configured logback = Configured.masking(Configured.PATTERN);

        logback.logger()
                .info("paid {} and {}", new Payment("p-1", "Kim Example"), List.of(new Payment("p-2", "Ada Example")));

        assertThat(logback.written())
                .contains(
                        "Payment[id=p-1, holder=[REDACTED:card-holder]]",
                        "Payment[id=p-2, holder=[REDACTED:card-holder]]");
    }

    @Sensitive("session")
    private static final class Session {
        @Override
        public String toString() {
            return SECRET;
        }
    }

    @Test
    void replacesAnObjectOfASensitiveTypeInKeyValuePairsAndMaps() {
        Configured logback = Configured.masking("<encoder><pattern>%kvp %msg%n</pattern></encoder>");

        logback.logger().atInfo().addKeyValue("s", new Session()).log("in {}", Map.of("k", new Session()));

        assertThat(logback.written())
                .contains("s=\"[REDACTED:session]\"", "{k=[REDACTED:session]}")
                .doesNotContain(SECRET);
    }

    @Test
    void masksNumbersByTheirKey() {
        Configured logback = Configured.masking("<encoder><pattern>%kvp{NONE} %msg%n</pattern></encoder>");

        logback.logger().atInfo().addKeyValue("otp", 912_734).log("sent");

        assertThat(logback.written()).contains("[REDACTED:otp]").doesNotContain("912734");
    }

    @Test
    void cutsTextThatIsTooLong() {
        Configured logback = Configured.masking("<maxBytes>2048</maxBytes>", Configured.PATTERN);

        logback.logger().info("{} password={}", "é".repeat(4000), SECRET);

        assertThat(logback.written())
                .doesNotContain(SECRET, "�")
                .endsWith(" bytes]\n")
                .hasSizeLessThan(2200);
        assertThat(logback.report().cutEvents()).isEqualTo(1);
    }

    @Test
    void tellsWhichLoggerLeaksWhatAndNeverWhat() {
        Configured logback = Configured.masking(Configured.PATTERN);

        logback.logger().info("password={}", SECRET);
        logback.logger().info("password={}", SECRET);

        assertThat(logback.report().lines()).singleElement().satisfies(line -> {
            assertThat(line.detector()).isEqualTo("cred.password");
            assertThat(line.logger()).isEqualTo("com.example.Orders");
            assertThat(line.count()).isEqualTo(2);
        });
        assertThat(logback.report().toJson())
                .contains("\"detector\":\"cred.password\"")
                .doesNotContain(SECRET);
    }

    @Test
    void followsItsSettings() {
        Configured logback = Configured.masking("""
                <profile>default</profile>
                <detector><id>pii.ip</id><strategy>placeholder</strategy></detector>
                <detector><id>pii.email</id><enabled>false</enabled></detector>
                <key><name>customerRef</name><kind>pii.person</kind></key>
                <allow><key>traceToken</key></allow>
                <allow><value>public-value</value></allow>
                """, "<encoder><pattern>%msg%n</pattern></encoder>");

        logback.logger().info("from 10.1.2.3 kim@example.org customer-ref=K-7 traceToken=abcdefgh secret=public-value");

        assertThat(logback.errors()).isEmpty();
        assertThat(logback.written())
                .isEqualTo(
                        "from [REDACTED:ip] kim@example.org customer-ref=[REDACTED:person] traceToken=abcdefgh secret=public-value\n");
    }

    @Test
    void namesPeopleUnderAKey() {
        String key = "<pseudonymKey>dGVzdCBrZXkgb2YgdGhpcnR5LXR3byBieXRlcyAhISE=</pseudonymKey>";
        Configured logback = Configured.masking(key, "<encoder><pattern>%msg%n</pattern></encoder>");

        logback.logger().info("a mail to kim@example.org");
        logback.logger().info("b mail to Kim@example.org");
        logback.logger().info("c mail to ada@example.org");

        List<String> names =
                logback.written().lines().map(line -> line.substring(2)).toList();
        assertThat(names.get(0))
                .matches("mail to \\[REDACTED:email k1\\.[a-z2-7]{16}]")
                .isEqualTo(names.get(1))
                .isNotEqualTo(names.get(2));
    }

    @Test
    void doesNotThrowWithoutAContextOrAnEncoder() {
        assertThatCode(() -> new MaskingEncoder().start()).doesNotThrowAnyException();
    }
}
