package io.redoubt.spring;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Rows of a query as PostgreSQL's command shows them. */
final class Psql {

    private Psql() {}

    static String table(List<Map<String, Object>> rows) {
        List<String> columns = List.copyOf(rows.get(0).keySet());
        List<List<String>> cells = rows.stream()
                .map(row ->
                        columns.stream().map(column -> text(row.get(column))).toList())
                .toList();
        StringBuilder table = new StringBuilder(line(columns, columns, cells));
        table.append(columns.stream()
                .map(column -> "-".repeat(width(columns.indexOf(column), columns, cells) + 2))
                .collect(Collectors.joining("+", "", "\n")));
        cells.forEach(row -> table.append(line(row, columns, cells)));
        return table.toString();
    }

    private static String line(List<String> row, List<String> columns, List<List<String>> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(i == 0 ? " " : " | ")
                    .append(row.get(i))
                    .append(" ".repeat(width(i, columns, cells) - row.get(i).length()));
        }
        return line.toString().stripTrailing() + "\n";
    }

    private static int width(int column, List<String> columns, List<List<String>> cells) {
        return Math.max(
                columns.get(column).length(),
                cells.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
    }

    private static String text(Object cell) {
        return cell instanceof byte[] bytes ? "\\x" + HexFormat.of().formatHex(bytes) : Objects.toString(cell, "");
    }
}
