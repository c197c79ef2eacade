package io.redoubt.masking.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.redoubt.masking.Masker;
import io.redoubt.masking.MaskingRules;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * The way of an event: what only an event knows is masked in it, the encoder writes it, and all else is masked in the bytes. Whatever fails, a
 * stand-in is written. Thread-safe.
 */
final class EventMasking {

    private static final int LONGEST_SECRET = 4096;

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

    boolean isOf(Masker other, int limit) {
        return masker.rules() == other.rules() && maxBytes == limit;
    }

    byte[] encode(ILoggingEvent event, InnerEncoder encoder) {
        report.event();
        ILoggingEvent read;
        byte[] record;
        try {
            EventFormat believed = encoder.reading();
            read = read(event, encoder);
            record = encoder.encode(read);
            if (encoder.reading() != believed) { // it was read for something else than was written
                read = read(event, encoder);
                record = encoder.encode(read);
            }
        } catch (Throwable e) { // of any kind: what it says may tell a value
            return withheld(event, reasonOf(e, WithheldReason.ENCODER_FAILED), -1, encoder.format());
        }
        report.bytes(record.length);
        if (record.length > maxBytes && EventFormat.of(record) == EventFormat.JSON) {
            return withheld(event, WithheldReason.TOO_LONG, record.length, EventFormat.JSON);
        }
        try {
            byte[] masked = record.length > maxBytes ? cut(record, event) : masked(record, event);
            if (masked != record || isOther(read, event, encoder)) {
                report.masked();
            }
            return encoder.reading().hasLines() ? masked : JsonControls.escaped(masked);
        } catch (Throwable e) {
            return withheld(event, reasonOf(e, WithheldReason.MASKER_FAILED), record.length, encoder.format());
        }
    }

    private ILoggingEvent read(ILoggingEvent event, InnerEncoder encoder) {
        if (encoder.isCutting()) {
            return reader.readAll(event, encoder.reading());
        }
        ILoggingEvent read = reader.read(event, encoder.reading());
        return encoder.isSplitting() ? reader.withMessageInOnePiece(read) : read;
    }

    /** {@return whether what was read differs from what was logged} */
    private static boolean isOther(ILoggingEvent read, ILoggingEvent event, InnerEncoder encoder) {
        return encoder.isCutting() ? isOtherText(read, event) : read != event;
    }

    private static boolean isOtherText(ILoggingEvent read, ILoggingEvent event) {
        return !Objects.equals(read.getFormattedMessage(), event.getFormattedMessage());
    }

    private byte[] masked(byte[] record, ILoggingEvent event) {
        return masker.mask(record, event.getLoggerName(), report.recorder());
    }

    /** {@return the event with all of its texts masked; one that stands in its place if that fails} */
    ILoggingEvent read(ILoggingEvent event) {
        report.event();
        try {
            ILoggingEvent read = reader.readAll(event, EventFormat.TEXT);
            if (isOtherText(read, event)) {
                report.masked();
            }
            return read;
        } catch (Throwable e) {
            WithheldReason reason = reasonOf(e, WithheldReason.MASKER_FAILED);
            report.withheld(reason);
            return StandIn.event(event, reason);
        }
    }

    /** {@return the reason} @throws VirtualMachineError if the machine itself has come to an end */
    private static WithheldReason reasonOf(Throwable failure, WithheldReason reason) {
        if (failure instanceof VirtualMachineError end && !(failure instanceof StackOverflowError)) {
            throw end;
        }
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return reason;
    }

    private byte[] withheld(ILoggingEvent event, WithheldReason reason, int size, EventFormat format) {
        report.withheld(reason);
        return StandIn.of(event, reason, size, format);
    }

    /** What stands at the end is left out after masking: a secret that was cut in two looks like none. */
    private byte[] cut(byte[] record, ILoggingEvent event) {
        report.cut();
        byte[] masked = masked(Arrays.copyOf(record, maxBytes), event);
        int end = Math.max(0, masked.length - Math.min(LONGEST_SECRET, maxBytes / 2));
        while (end > 0 && (masked[end] & 0xc0) == 0x80) { // not within a character
            end--;
        }
        byte[] note = ("[CUT: a record of " + record.length + " bytes]\n").getBytes(StandardCharsets.UTF_8);
        byte[] text = Arrays.copyOf(masked, end + note.length);
        System.arraycopy(note, 0, text, end, note.length);
        return text;
    }
}
