package io.redoubt.masking.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Stands in the place of a record that must not be written: says when, how grave, from whom, how long, and why; never its text. */
final class StandIn {

    private StandIn() {}

    /** {@return the record} */
    static byte[] of(ILoggingEvent event, WithheldReason reason, int size, EventFormat format) {
        String time = Instant.ofEpochMilli(event.getTimeStamp()).toString();
        String level = String.valueOf(event.getLevel());
        String logger = Controls.escaped(String.valueOf(event.getLoggerName()));
        String text = text(reason, size);
        String line = format == EventFormat.JSON
                ? "{\"@timestamp\":" + Json.text(time) + ",\"level\":" + Json.text(level) + ",\"logger_name\":"
                        + Json.text(logger) + ",\"message\":" + Json.text(text) + "}"
                : time + " " + level + " " + logger + " - " + text;
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** {@return the event, for who reads events and no bytes} */
    static ILoggingEvent event(ILoggingEvent event, WithheldReason reason) {
        return EventView.ofText(event, text(reason, -1));
    }

    private static String text(WithheldReason reason, int size) {
        return "[WITHHELD: " + reason.code() + (size < 0 ? "" : ", " + size + " bytes") + "]";
    }
}
