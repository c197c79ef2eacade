package io.redoubt.cli;

import io.redoubt.field.jdbc.FieldInventory;
import io.redoubt.field.jdbc.FieldRows;
import io.redoubt.field.jdbc.InventoryReport;
import io.redoubt.key.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "inventory",
        description = {
            "Counts which values and codes stand under which epoch, all tables at one moment, and writes nothing. No key is needed.",
            "With --json it is the proof that 'redoubt keys retire' wants."
        })
final class InventoryCommand extends Action {

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private ServiceOptions owner = new ServiceOptions();

    @Mixin
    private LockOption lock = new LockOption();

    InventoryCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer act() {
        database.check(this);
        InventoryReport report =
                FieldInventory.of(database.open(terminal()), lock.read()).take();
        return new Counted(owner, report);
    }

    private record Counted(ServiceOptions owner, InventoryReport report) implements Answer {

        private static final String NONE = "-";

        @Override
        public Map<String, Object> members() {
            return Members.of("trustDomain", owner.trustDomain())
                    .and("service", owner.service())
                    .andAll(report.members())
                    .map();
        }

        @Override
        public void print(Page page) {
            SortedSet<Integer> epochs = epochs();
            List<String> header = new ArrayList<>(List.of("FIELD"));
            epochs.forEach(epoch -> header.add("EPOCH " + epoch));
            header.addAll(List.of("PLAINTEXT", "EMPTY", "ERASED", "WITHOUT CODE"));
            page.heading("What stood under which epoch at " + report.takenAt())
                    .blank()
                    .table(header, rows(epochs));
            page.list("Needed are", needed(epochs))
                    .blank()
                    .line("Every other epoch is free: no value, code or key of a subject needs it.");
        }

        private SortedSet<Integer> epochs() {
            SortedSet<Integer> epochs = new TreeSet<>();
            Stream.of(Purpose.FIELD, Purpose.FIELD_EQ, Purpose.BLIND_INDEX, Purpose.SUBJECT_WRAP)
                    .forEach(purpose -> epochs.addAll(report.standing(purpose).keySet()));
            return epochs;
        }

        private Stream<List<String>> rows(SortedSet<Integer> epochs) {
            Stream<List<String>> fields = report.fields().stream()
                    .flatMap(field -> Stream.concat(
                            Stream.of(row(field, epochs)),
                            field.indexes().stream().map(index -> row(field, index, epochs))));
            return report.subjectKeys().isEmpty()
                    ? fields
                    : Stream.concat(
                            fields,
                            Stream.of(cells("keys of subjects", epochs, report.subjectKeys(), NONE, NONE, NONE, NONE)));
        }

        private static List<String> row(FieldRows field, SortedSet<Integer> epochs) {
            return cells(
                    field.field().toString(),
                    epochs,
                    field.epochs(),
                    Long.toString(field.plaintext()),
                    Long.toString(field.empty()),
                    Long.toString(field.erased()),
                    NONE);
        }

        private static List<String> row(FieldRows field, FieldRows.IndexRows index, SortedSet<Integer> epochs) {
            String name = field.field() + "/" + index.index().index();
            return cells(name, epochs, index.epochs(), NONE, NONE, NONE, Long.toString(index.missing()));
        }

        private static List<String> cells(
                String name, SortedSet<Integer> epochs, Map<Integer, Long> counts, String... others) {
            List<String> cells = new ArrayList<>(List.of(name));
            epochs.forEach(epoch -> cells.add(Long.toString(counts.getOrDefault(epoch, 0L))));
            cells.addAll(List.of(others));
            return cells;
        }

        private List<String> needed(SortedSet<Integer> epochs) {
            return epochs.stream()
                    .map(epoch -> "epoch " + epoch + " by " + String.join(", ", report.needing(epoch)))
                    .toList();
        }
    }
}
