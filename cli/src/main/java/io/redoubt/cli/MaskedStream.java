package io.redoubt.cli;

import io.redoubt.internal.Json;
import io.redoubt.internal.JsonException;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.StrictJson;
import io.redoubt.masking.FindingListener;
import io.redoubt.masking.Masker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Masks what streams by, in constant memory: whole lines at a time, and the lines of a private key together. For one thread.
 *
 * <p>A line without an end is masked in pieces of 8 MiB.
 */
final class MaskedStream {

    private static final int BLOCK = 64 * 1024;
    private static final int LONGEST_LINE = 8 * 1024 * 1024;
    private static final int LONGEST_KEY = 64 * 1024;
    private static final byte[] BEGIN = "-----BEGIN".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "-----END".getBytes(StandardCharsets.US_ASCII);
    private static final JsonLimits LIMITS = new JsonLimits(LONGEST_LINE, 4, 16);

    private final Masker masker;
    private final ByteProgress progress;
    private final Map<String, Long> findings = new TreeMap<>();
    private final FindingListener listener = (source, detector) -> findings.merge(detector, 1L, Long::sum);
    private final LongAdder bytes = new LongAdder();
    private final LongAdder lines = new LongAdder();

    MaskedStream(Masker masker, ByteProgress progress) {
        this.masker = masker;
        this.progress = progress;
    }

    MaskTotals totals() {
        return new MaskTotals(bytes.sum(), lines.sum(), new TreeMap<>(findings));
    }

    void mask(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[2 * BLOCK];
        int filled = 0;
        for (int read = in.read(buffer, 0, BLOCK); read >= 0; read = in.read(buffer, filled, buffer.length - filled)) {
            filled += read;
            count(buffer, filled - read, filled);
            int end = filled < BLOCK && in.available() > 0 ? 0 : endOfBlock(buffer, filled);
            if (end > 0) {
                out.write(masker.mask(Arrays.copyOf(buffer, end), "", listener));
                System.arraycopy(buffer, end, buffer, 0, filled - end);
                filled -= end;
            }
            if (filled == buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.min(LONGEST_LINE, buffer.length * 2));
            }
            progress.at(
                    bytes.sum(),
                    findings.values().stream().mapToLong(Long::longValue).sum());
        }
        out.write(masker.mask(Arrays.copyOf(buffer, filled), "", listener));
        out.flush();
        progress.end();
    }

    private void count(byte[] buffer, int from, int to) {
        bytes.add(to - from);
        for (int i = from; i < to; i++) {
            if (buffer[i] == '\n') {
                lines.increment();
            }
        }
    }

    /** {@return the end of the last whole line, or of the line before a private key that has not ended; 0 for none} */
    private static int endOfBlock(byte[] buffer, int filled) {
        int end = filled;
        while (end > 0 && buffer[end - 1] != '\n') {
            end--;
        }
        if (end == 0) {
            return filled >= LONGEST_LINE ? filled : 0;
        }
        int first = Math.max(0, end - LONGEST_KEY);
        int begin = lastIndexOf(buffer, BEGIN, first, end);
        if (begin < 0 || lastIndexOf(buffer, END, begin, end) >= 0) {
            return end;
        }
        while (begin > 0 && buffer[begin - 1] != '\n') {
            begin--;
        }
        return begin > first || filled < LONGEST_KEY ? begin : end;
    }

    private static int lastIndexOf(byte[] buffer, byte[] sought, int from, int to) {
        for (int i = to - sought.length; i >= from; i--) {
            if (buffer[i] == sought[0] && Arrays.equals(buffer, i, i + sought.length, sought, 0, sought.length)) {
                return i;
            }
        }
        return -1;
    }

    void maskJsonLines(InputStream in, OutputStream out) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] buffer = new byte[BLOCK];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            count(buffer, 0, read);
            int from = 0;
            for (int i = 0; i < read; i++) {
                if (buffer[i] == '\n') {
                    line.write(buffer, from, i - from);
                    maskJson(line, out);
                    from = i + 1;
                }
            }
            line.write(buffer, from, read - from);
            if (line.size() > LONGEST_LINE) {
                throw refused("is longer than 8 MiB");
            }
            progress.at(
                    bytes.sum(),
                    findings.values().stream().mapToLong(Long::longValue).sum());
        }
        maskJson(line, out);
        out.flush();
        progress.end();
    }

    private void maskJson(ByteArrayOutputStream line, OutputStream out) throws IOException {
        byte[] json = line.toByteArray();
        line.reset();
        if (new String(json, StandardCharsets.UTF_8).isBlank()) {
            return;
        }
        try {
            Map<String, Object> members = new LinkedHashMap<>(StrictJson.object(json, LIMITS));
            if (!(members.get("text") instanceof String text)) {
                throw refused("has no text");
            }
            members.put("text", masker.mask(text, "", listener));
            out.write(Json.write(members));
            out.write('\n');
        } catch (JsonException e) {
            throw refused("is no JSON object");
        }
    }

    private static CommandException refused(String problem) {
        return new CommandException(
                "mask.line", "a line " + problem, "give lines of {\"id\":…,\"text\":…}, or leave --jsonl out");
    }
}
