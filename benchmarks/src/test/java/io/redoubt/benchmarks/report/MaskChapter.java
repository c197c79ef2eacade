package io.redoubt.benchmarks.report;

import static io.redoubt.benchmarks.report.Goal.Bound.AT_MOST;
import static io.redoubt.benchmarks.report.Goal.Unit.BYTES;
import static io.redoubt.benchmarks.report.Goal.Unit.MILLISECONDS;
import static io.redoubt.benchmarks.report.Goal.Unit.RATIO;

import io.redoubt.benchmarks.mask.LogEncoder;
import io.redoubt.benchmarks.mask.LogLine;
import io.redoubt.benchmarks.mask.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** The suite {@code mask}. */
final class MaskChapter {

    private static final double CLEAN_GOAL = 2;
    private static final double SECRETS_GOAL = 5;
    private static final double HOSTILE_GOAL = 10;
    private static final double NANOS_PER_MILLI = 1_000_000;

    private final Results results;
    private final Markdown page;

    private MaskChapter(Results results, Markdown page) {
        this.results = results;
        this.page = page;
    }

    static List<Goal> goals() {
        return Stream.concat(
                        Stream.of(
                                overFloor(LogLine.CLEAN, CLEAN_GOAL),
                                Goal.of(
                                        "masking a clean event",
                                        "allocated beyond the floor",
                                        AT_MOST,
                                        0,
                                        BYTES,
                                        MaskChapter::moreAllocated),
                                overFloor(LogLine.SECRETS, SECRETS_GOAL)),
                        Arrays.stream(Text.values()).filter(Text::isHostile).map(MaskChapter::hostile))
                .toList();
    }

    private static Goal overFloor(LogLine line, double most) {
        return Goal.of(
                line == LogLine.CLEAN ? "masking a clean event" : "masking an event with 3 secrets",
                "time over the floor's",
                AT_MOST,
                most,
                RATIO,
                (results, jdk) -> results.ratio(
                        event(jdk, LogEncoder.PATTERN_REDOUBT, line), event(jdk, LogEncoder.PATTERN, line)));
    }

    private static Goal hostile(Text text) {
        return Goal.of(
                "masking 1 MiB of `" + text.title() + "`",
                "time",
                AT_MOST,
                HOSTILE_GOAL,
                MILLISECONDS,
                (results, jdk) -> results.find(text(jdk, "mask", text))
                        .map(row -> OptionalDouble.of(row.median() / NANOS_PER_MILLI))
                        .orElse(OptionalDouble.empty()));
    }

    /** Objects are multiples of eight bytes long; what is not is noise. */
    private static OptionalDouble moreAllocated(Results results, int jdk) {
        return results.find(event(jdk, LogEncoder.PATTERN_REDOUBT, LogLine.CLEAN))
                .flatMap(more -> results.find(event(jdk, LogEncoder.PATTERN, LogLine.CLEAN))
                        .map(less -> 8.0 * Math.round((more.allocated() - less.allocated()) / 8)))
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }

    static void write(Results results, Markdown page) {
        MaskChapter chapter = new MaskChapter(results, page);
        page.heading(2, "Masking of logs");
        page.paragraph(
                "One event, from the logger's call to the bytes, with a Boot-like pattern and one entry in the diagnostic context. "
                        + "The three secrets are an e-mail address, a card number and a token; whoever is told to mask, but for the "
                        + "single `%replace`, hides all three. The eight patterns are those of tutorials: they look for nothing else. "
                        + "Redoubt looks with all its detectors, in the whole record. “× plain” is over the encoder whose output is "
                        + "masked.");
        results.jdks().keySet().forEach(chapter::writeEvents);
        page.paragraph("The engine alone; the floor reads each byte once.");
        results.jdks().keySet().forEach(chapter::writeTexts);
        page.paragraph("The engine on 1 MiB of what is there to cost as much as it can.");
        results.jdks().keySet().forEach(chapter::writeHostile);
    }

    private void writeEvents(int jdk) {
        List<List<String>> rows = new ArrayList<>();
        for (LogLine line : LogLine.values()) {
            for (LogEncoder encoder : LogEncoder.values()) {
                RowKey key = event(jdk, encoder, line);
                results.find(key)
                        .ifPresent(row -> rows.add(List.of(
                                line.title(),
                                encoder.title(),
                                Markdown.figure(row.median()),
                                Markdown.figure(row.error()),
                                Markdown.whole(row.allocated()),
                                ratio(key, event(jdk, encoder.plain(), line)),
                                ratio(key, event(jdk, LogEncoder.PATTERN, line)))));
            }
        }
        section(jdk, List.of("event", "", " ns/op", " ±", " B/op", " × plain", " × floor"), rows);
    }

    private void writeTexts(int jdk) {
        List<List<String>> rows = new ArrayList<>();
        Arrays.stream(Text.values())
                .filter(text -> !text.isHostile())
                .forEach(text -> Stream.of("read", "mask")
                        .map(method -> engine(jdk, method, text))
                        .flatMap(Optional::stream)
                        .forEach(rows::add));
        section(jdk, List.of("text", "", " ns/op", " ±", " B/op", " × floor"), rows);
    }

    private Optional<List<String>> engine(int jdk, String method, Text text) {
        RowKey key = text(jdk, method, text);
        return results.find(key)
                .map(row -> List.of(
                        text.title(),
                        method.equals("read") ? "read (the floor)" : "Redoubt",
                        Markdown.figure(row.median()),
                        Markdown.figure(row.error()),
                        Markdown.whole(row.allocated()),
                        ratio(key, text(jdk, "read", text))));
    }

    private void writeHostile(int jdk) {
        List<List<String>> rows = new ArrayList<>();
        Arrays.stream(Text.values())
                .filter(Text::isHostile)
                .forEach(text -> results.find(text(jdk, "mask", text))
                        .ifPresent(row -> rows.add(List.of(
                                "`" + text.title() + "`",
                                Markdown.figure(row.median() / NANOS_PER_MILLI),
                                Markdown.figure(row.error() / NANOS_PER_MILLI)))));
        section(jdk, List.of("repeated", " ms/op", " ±"), rows);
    }

    private void section(int jdk, List<String> heads, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            page.heading(3, "JDK " + jdk);
            page.table(heads, rows);
        }
    }

    private String ratio(RowKey row, RowKey floor) {
        OptionalDouble ratio = results.ratio(row, floor);
        return ratio.isPresent() ? Markdown.figure(ratio.getAsDouble()) : "–";
    }

    private static RowKey event(int jdk, LogEncoder encoder, LogLine line) {
        return RowKey.of(jdk, "EncodedEvent.encode").with("encoder", encoder).with("line", line);
    }

    private static RowKey text(int jdk, String method, Text text) {
        return RowKey.of(jdk, "MaskedText." + method).with("text", text);
    }
}
