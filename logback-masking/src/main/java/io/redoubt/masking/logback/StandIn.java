package io.redoubt.masking.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Writes a record in the place of one that must not be written: when, how grave, from whom, how long, and why; never its text. */
final class StandIn {

    private StandIn() {}

    /** {@return the record} */
    static byte[] of(ILoggingEvent event, WithheldReason reason, int size, EventFormat format) {
        String time = Instant.ofEpochMilli(event.getTimeStamp()).toString();
        String logger = Controls.escaped(event.getLoggerName());
        String text = "[WITHHELD: " + reason.code() + (size < 0 ? "" : ", " + size + " bytes") + "]";
        String line = format == EventFormat.JSON
                ? "{\"@timestamp\":" + Json.text(time) + ",\"level\":"
                        + Json.text(event.getLevel().toString()) + ",\"logger_name\":" + Json.text(logger)
                        + ",\"message\":" + Json.text(text) + "}"
                : time + " " + event.getLevel() + " " + logger + " - " + text;
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
