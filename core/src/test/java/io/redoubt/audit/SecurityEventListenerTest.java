package io.redoubt.audit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.redoubt.Reason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SecurityEventListenerTest {

    private static final SecurityEvent EVENT =
            new SecurityEvent.AccessDenied(Reason.EXPIRED, "the token has expired", "GET", "/orders/**");

    @Test
    void writesOneLineThatPeopleAndProgramsCanRead() {
        List<ILoggingEvent> lines =
                logged("io.redoubt.audit", () -> SecurityEventListener.toLog().on(EVENT));

        assertThat(lines)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEqualTo("access denied: code=token.expired status=401 method=GET rule=/orders/**"
                        + " reason=\"the token has expired\"");
    }

    @Test
    void writesWhichValueWasRefused() {
        SecurityEvent refused = new SecurityEvent.FieldRefused(
                "field.tampered",
                "customer",
                "address.street",
                "customer.address.street (epoch 2): the ciphertext was changed");

        assertThat(logged(
                        "io.redoubt.audit", () -> SecurityEventListener.toLog().on(refused)))
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEqualTo("value refused: code=field.tampered entity=customer field=address.street"
                        + " reason=\"customer.address.street (epoch 2): the ciphertext was changed\"");
    }

    @Test
    void writesWhoStartedWhatJob() {
        SecurityEvent started = new SecurityEvent.FieldJob("start", 3, "renew", "0123456789abcdef0123456789abcdef");

        assertThat(logged(
                        "io.redoubt.audit", () -> SecurityEventListener.toLog().on(started)))
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEqualTo("field job: code=field-job.start job=3 kind=renew by=0123456789abcdef0123456789abcdef");
    }

    @Test
    void tellsTheOthersWhenOneFails() {
        List<SecurityEvent> heard = new ArrayList<>();
        SecurityEventListener failing = event -> {
            throw new IllegalStateException("secret text");
        };

        List<ILoggingEvent> lines = logged(
                ListenerList.class.getName(),
                () -> SecurityEventListener.all(List.of(failing, heard::add)).on(EVENT));

        assertThat(heard).containsExactly(EVENT);
        assertThat(lines)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .endsWith("failed with java.lang.IllegalStateException on the event token.expired")
                .doesNotContain("secret");
    }

    /** Found in review: an error of the listener became a 500. */
    @Test
    void keepsErrorsOfAListenerToItself() {
        List<SecurityEvent> heard = new ArrayList<>();
        SecurityEventListener failing = event -> {
            throw new NoClassDefFoundError("a class of the application");
        };

        SecurityEventListener.all(List.of(failing, heard::add)).on(EVENT);

        assertThat(heard).containsExactly(EVENT);
    }

    private static List<ILoggingEvent> logged(String name, Runnable action) {
        Logger logger = (Logger) LoggerFactory.getLogger(name);
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        logger.addAppender(appender);
        action.run();
        logger.detachAppender(appender);
        return appender.list;
    }
}
