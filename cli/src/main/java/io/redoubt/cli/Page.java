package io.redoubt.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;

/** Text for people: facts, tables, and what comes next. Aligned, and coloured only on a terminal. */
final class Page {

    private static final int NAME_WIDTH = 14;
    private static final String GAP = "  ";

    private final PrintStream out;
    private final Ansi ansi;

    Page(PrintStream out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
    }

    Page line(String text) {
        out.println(text);
        return this;
    }

    Page blank() {
        return line("");
    }

    Page heading(String text) {
        return line(bold(text));
    }

    /** Good news, or a finding. */
    Page verdict(String text, Answer answer) {
        return line(ansi.string((answer.isGood() ? "@|green,bold " : "@|red,bold ") + text + "|@"));
    }

    Page fact(String name, Object value) {
        return line(name + " ".repeat(Math.max(2, NAME_WIDTH - name.length())) + value);
    }

    /** Steps in their order, if there are any. */
    Page steps(String heading, List<String> steps) {
        if (!steps.isEmpty()) {
            blank().heading(heading);
            IntStream.range(0, steps.size()).forEach(i -> line(GAP + (i + 1) + ". " + steps.get(i)));
        }
        return this;
    }

    Page list(String heading, List<String> lines) {
        if (!lines.isEmpty()) {
            blank().heading(heading);
            lines.forEach(text -> line(GAP + "- " + text));
        }
        return this;
    }

    /** Columns as wide as what is in them, the last one as it comes. */
    Page table(List<String> header, Stream<List<String>> rows) {
        List<List<String>> all = Stream.concat(Stream.of(header), rows).toList();
        int[] widths = IntStream.range(0, header.size())
                .map(column -> all.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        heading(row(header, widths));
        all.stream().skip(1).forEach(row -> line(row(row, widths)));
        return this;
    }

    private static String row(List<String> cells, int[] widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(column -> cells.get(column)
                        + " ".repeat(widths[column] - cells.get(column).length()))
                .collect(Collectors.joining(GAP, GAP, ""))
                .stripTrailing();
    }

    private String bold(String text) {
        return ansi.string("@|bold " + text + "|@");
    }
}
