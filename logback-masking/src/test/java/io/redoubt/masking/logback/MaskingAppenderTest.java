package io.redoubt.masking.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEventVO;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.read.ListAppender;
import io.redoubt.masking.Sensitive;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.util.Iterator;
import java.util.List;
import net.logstash.logback.marker.Markers;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import org.slf4j.event.KeyValuePair;

class MaskingAppenderTest {

    private static final String SECRET = "test-only-horse-7";

    private final Configured logback;

    MaskingAppenderTest() {
        logback = masking("");
    }

    private static Configured masking(String settings) {
        return Configured.of("<appender name=\"LIST\" class=\"ch.qos.logback.core.read.ListAppender\"/>"
                + "<appender name=\"MASK\" class=\"io.redoubt.masking.logback.MaskingAppender\">" + settings
                + "<appender-ref ref=\"LIST\"/></appender><root level=\"INFO\"><appender-ref ref=\"MASK\"/></root>");
    }

    private static MaskingAppender appender(Configured logback) {
        return (MaskingAppender) logback.context().getLogger("ROOT").getAppender("MASK");
    }

    private static ILoggingEvent only(Configured logback) {
        ListAppender<ILoggingEvent> list =
                (ListAppender<ILoggingEvent>) appender(logback).getAppender("LIST");
        assertThat(list.list).hasSize(1);
        return list.list.get(0);
    }

    record Payment(@Sensitive("card-holder") String holder) {}

    @Test
    void handsOnMaskedTextsAndNoArguments() {
        logback.context().getMDCAdapter().put("sessionToken", SECRET);
        logback.logger()
                .atInfo()
                .addKeyValue("otp", 912_734)
                .addKeyValue("payment", new Payment("Kim Example"))
                .log("password={} by {}", SECRET, new Payment("Ada Example"));

        ILoggingEvent event = only(logback);
        assertThat(event.getMessage())
                .isEqualTo(event.getFormattedMessage())
                .isEqualTo("password=[REDACTED:password] by Payment[holder=[REDACTED:card-holder]]");
        assertThat(event.getArgumentArray()).isNull();
        assertThat(event.getMDCPropertyMap().get("sessionToken")).startsWith("[REDACTED:");
        assertThat(event.getKeyValuePairs())
                .extracting(String::valueOf)
                .containsExactly("otp=\"[REDACTED:otp]\"", "payment=\"Payment[holder=[REDACTED:card-holder]]\"");
        assertThat(event.getLoggerName()).isEqualTo("com.example.Orders");
        assertThat(event.getThreadName()).isEqualTo(Thread.currentThread().getName());
    }

    @Test
    void handsOnMaskedPropertiesOfTheContext() {
        logback.context().putProperty("db.password", SECRET);
        logback.context().putProperty("region", "north");

        logback.logger().info("done");

        assertThat(only(logback).getLoggerContextVO().getPropertyMap())
                .containsEntry("db.password", "[REDACTED:password]")
                .containsEntry("region", "north");
    }

    private static Exception failure() {
        Exception failure = new IllegalStateException(
                "failed", new IllegalArgumentException("password=" + SECRET, new IllegalStateException("deep")));
        failure.addSuppressed(new java.io.IOException("token=" + SECRET));
        return failure;
    }

    @Test
    void handsOnMaskedExceptions() {
        logback.logger().warn("failed", failure());

        ThrowableProxy proxy = (ThrowableProxy) only(logback).getThrowableProxy();
        String text = ThrowableProxyUtil.asString(proxy);
        assertThat(text)
                .contains(
                        "java.lang.IllegalStateException: failed",
                        "Caused by: java.lang.IllegalArgumentException: password=[REDACTED:password]",
                        "Suppressed: java.io.IOException: token=[REDACTED:token]",
                        "Caused by: java.lang.IllegalStateException: deep")
                .doesNotContain(SECRET);
    }

    /** Appenders of telemetry take the exception itself out of the event. */
    @Test
    void handsOnNoExceptionThatTellsWhatWasMasked() {
        logback.logger().warn("failed", failure());

        Throwable whole = ((ThrowableProxy) only(logback).getThrowableProxy()).getThrowable();
        java.io.StringWriter text = new java.io.StringWriter();
        whole.printStackTrace(new java.io.PrintWriter(text));
        assertThat(text.toString())
                .contains(
                        "java.lang.IllegalArgumentException: password=[REDACTED:password]",
                        "MaskingAppenderTest.failure(")
                .doesNotContain(SECRET);
    }

    @Test
    void handsOnExceptionsAsTheyAreThatTellNothing() {
        Exception harmless = new IllegalStateException("no such order");

        logback.logger().warn("failed", harmless);

        assertThat(((ThrowableProxy) only(logback).getThrowableProxy()).getThrowable())
                .isSameAs(harmless);
    }

    /** As a server reads them that other services write to. */
    @Test
    void masksEventsThatCameOverASocket() {
        Configured other = Configured.of("<appender name=\"LIST\" class=\"ch.qos.logback.core.read.ListAppender\"/>"
                + "<root level=\"INFO\"><appender-ref ref=\"LIST\"/></root>");
        other.logger().warn("token={}", SECRET, failure());
        ListAppender<ILoggingEvent> list =
                (ListAppender<ILoggingEvent>) other.context().getLogger("ROOT").getAppender("LIST");
        ILoggingEvent received = LoggingEventVO.build(list.list.get(0));

        appender(logback).doAppend(received);

        assertThat(only(logback).getFormattedMessage()).isEqualTo("token=[REDACTED:token]");
        assertThat(ThrowableProxyUtil.asString(only(logback).getThrowableProxy()))
                .doesNotContain(SECRET);
    }

    @Test
    void canBeSentOverASocket() throws Exception {
        logback.context().getMDCAdapter().put("password", SECRET);
        logback.logger().warn("token={}", SECRET, failure());

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(LoggingEventVO.build(only(logback)));
        }

        assertThat(bytes.toString(java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("[REDACTED:token]")
                .doesNotContain(SECRET);
    }

    @Test
    void handsOnMarkersThatAreNamesAndNoOthers() {
        Marker audit = MarkerFactory.getMarker("AUDIT");

        logback.logger()
                .atInfo()
                .addMarker(audit)
                .addMarker(Markers.append("token", SECRET))
                .log("done");

        assertThat(only(logback).getMarkerList()).containsExactly(audit);
    }

    @Test
    void handsOnAStandInWhereAnEventCannotBeMasked() {
        KeyValuePair odd = new KeyValuePair("list", new java.util.AbstractList<Object>() {
            @Override
            public Object get(int index) {
                throw new IllegalStateException(SECRET);
            }

            @Override
            public int size() {
                return 1;
            }
        });

        logback.logger().atInfo().addKeyValue(odd.key, odd.value).log("token={}", SECRET);

        ILoggingEvent event = only(logback);
        assertThat(event.getFormattedMessage()).isEqualTo("[WITHHELD: masker-failed]");
        assertThat(event.getKeyValuePairs()).isNull();
        assertThat(event.getMDCPropertyMap()).isEmpty();
        assertThat(logback.report().withheld()).containsEntry("masker-failed", 1L);
    }

    @Test
    void withholdsAllEventsWhereASettingIsRefused() {
        Configured refused = masking("<profile>all</profile>");

        refused.logger().info("token={}", SECRET);

        assertThat(only(refused).getFormattedMessage()).isEqualTo("[WITHHELD: not-configured]");
        assertThat(refused.errors()).hasSize(1);
    }

    @Test
    void doesNotStartWhereItIsStrict() {
        Configured refused = masking("<strict>true</strict><profile>all</profile>");

        refused.logger().info("token={}", SECRET);

        assertThat(appender(refused).isStarted()).isFalse();
        assertThat(((ListAppender<?>) appender(refused).getAppender("LIST")).list)
                .isEmpty();
    }

    /** An appender that throws. */
    public static final class Throwing extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            throw new IllegalStateException("cannot write");
        }
    }

    @Test
    void holdsItsAppenders() {
        MaskingAppender appender = appender(logback);
        Iterator<?> inner = appender.iteratorForAppenders();
        assertThat(inner.hasNext()).isTrue();
        Throwing throwing = new Throwing();
        throwing.setContext(logback.context());
        throwing.setName("THROWING");
        throwing.start();

        appender.addAppender(throwing);
        logback.logger().info("done");
        assertThat(appender.isAttached(throwing)).isTrue();
        assertThat(appender.detachAppender("THROWING")).isTrue();
        assertThat(appender.detachAppender(throwing)).isFalse();
        assertThat(only(logback).getFormattedMessage()).isEqualTo("done");
        appender.stop();
        assertThat(List.of(appender.iteratorForAppenders().hasNext())).containsExactly(false);
    }
}
