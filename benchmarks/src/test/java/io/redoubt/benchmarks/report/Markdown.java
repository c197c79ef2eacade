package io.redoubt.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** Writes a page, line by line. */
final class Markdown {

    private final StringBuilder text = new StringBuilder();

    Markdown heading(int level, String title) {
        return paragraph("#".repeat(level) + " " + title);
    }

    Markdown paragraph(String words) {
        text.append(words).append("\n\n");
        return this;
    }

    Markdown list(List<String> items) {
        items.forEach(item -> text.append("- ").append(item).append('\n'));
        text.append('\n');
        return this;
    }

    /** Adds a table; columns whose head begins with a space hold numbers. */
    Markdown table(List<String> heads, List<List<String>> rows) {
        line(heads.stream().map(String::strip).toList());
        line(heads.stream().map(head -> head.startsWith(" ") ? "---:" : "---").toList());
        rows.forEach(this::line);
        text.append('\n');
        return this;
    }

    private void line(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** {@return a figure with about three digits that mean something} */
    static String figure(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        if (value >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    }

    static String whole(double value) {
        return String.format(Locale.ROOT, "%,d", Math.round(value));
    }

    @Override
    public String toString() {
        return text.toString().stripTrailing() + "\n";
    }
}
