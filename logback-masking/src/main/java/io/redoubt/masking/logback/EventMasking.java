package io.redoubt.masking.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import io.redoubt.masking.Masker;
import io.redoubt.masking.MaskingRules;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The way of an event: what only an event knows is masked in it, the encoder writes it, and all else is masked in the bytes. Whatever fails, a
 * stand-in is written. Thread-safe.
 */
final class EventMasking {

    private final Masker masker;
    private final EventReader reader;
    private final MaskingReport report;
    private final int maxBytes;

    private EventMasking(Masker masker, int maxBytes, MaskingReport report) {
        this.masker = masker;
        this.reader = new EventReader(masker, report);
        this.report = report;
        this.maxBytes = maxBytes;
    }

    static EventMasking of(MaskingRules rules, int maxBytes, MaskingReport report) {
        return new EventMasking(Masker.of(rules), maxBytes, report);
    }

    byte[] encode(ILoggingEvent event, Encoder<ILoggingEvent> encoder, EventFormat format) {
        report.event();
        byte[] record;
        try {
            record = encoder.encode(reader.read(event, format));
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            return withheld(event, WithheldReason.ENCODER_FAILED, -1, format);
        }
        if (record == null || record.length == 0) {
            return new byte[0];
        }
        if (record.length > maxBytes) {
            if (EventFormat.of(record) == EventFormat.JSON) {
                return withheld(event, WithheldReason.TOO_LONG, record.length, EventFormat.JSON);
            }
            record = cut(record);
        }
        try {
            return masker.mask(record, event.getLoggerName(), report.recorder());
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            return withheld(event, WithheldReason.MASKER_FAILED, record.length, format);
        }
    }

    ILoggingEvent read(ILoggingEvent event) {
        report.event();
        return reader.readAll(event);
    }

    private byte[] withheld(ILoggingEvent event, WithheldReason reason, int size, EventFormat format) {
        report.withheld(reason);
        return StandIn.of(event, reason, size, format);
    }

    private byte[] cut(byte[] record) {
        report.cut();
        int end = maxBytes;
        while (end > 0 && (record[end] & 0xc0) == 0x80) { // not within a character
            end--;
        }
        byte[] note = ("[CUT: " + (record.length - end) + " bytes]\n").getBytes(StandardCharsets.UTF_8);
        byte[] text = Arrays.copyOf(record, end + note.length);
        System.arraycopy(note, 0, text, end, note.length);
        return text;
    }
}
