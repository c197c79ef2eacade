package io.redoubt.benchmarks.report;

import static io.redoubt.benchmarks.report.Goal.Bound.AT_MOST;
import static io.redoubt.benchmarks.report.Goal.Unit.RATIO;

import io.redoubt.benchmarks.field.FieldLibrary;
import io.redoubt.benchmarks.field.FieldSuite;
import io.redoubt.benchmarks.field.Mapping;
import io.redoubt.benchmarks.field.SealingExam;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** The suite {@code field}. */
final class FieldChapter {

    private static final List<Integer> GOAL_SIZES = List.of(16, 64);
    private static final double GOAL = 1.5;
    private static final List<String> VERBS = List.of("seal", "open");
    private static final List<String> FIGURES = List.of(" ns/op", " ±", " B/op", " × floor");

    private final Results results;
    private final Markdown page;

    private FieldChapter(Results results, Markdown page) {
        this.results = results;
        this.page = page;
    }

    static List<Goal> goals() {
        Map<String, String> verbs = new LinkedHashMap<>();
        verbs.put("seal", "sealing");
        verbs.put("open", "opening");
        return verbs.entrySet().stream()
                .flatMap(verb -> GOAL_SIZES.stream().map(size -> goal(verb.getKey(), verb.getValue(), size)))
                .toList();
    }

    private static Goal goal(String method, String verb, int size) {
        return Goal.of(
                verb + " a field of " + size + " B",
                "time over the floor's",
                AT_MOST,
                GOAL,
                RATIO,
                (results, jdk) -> results.ratio(
                        value(jdk, method, FieldLibrary.REDOUBT, size), value(jdk, method, FieldLibrary.FLOOR, size)));
    }

    static void write(Results results, List<SealingExam.Outcome> exams, Markdown page) {
        FieldChapter chapter = new FieldChapter(results, page);
        page.heading(2, "Values of fields");
        page.paragraph(
                "One value, to and from what stands in a binary column. The floor is the JDK's AES-256-GCM with a `Cipher` object "
                        + "that is used again, one key and a random nonce, bound to nothing; it serves one thread. Redoubt names tenant "
                        + "and row in each call, chooses the key by field and epoch, writes and reads the header, and counts; comparable "
                        + "values are bound to no row. Tink and Spring Security have one key in memory and bind nothing; Spring's object "
                        + "lets one thread in at a time, and Tink writes the id of its key. The AWS Encryption SDK has its master key in "
                        + "memory, commits to keys and makes no signature, which by default it would; cached keys are looked up by "
                        + "what a value is bound to, so they bind it to no row. Jasypt derives a key from the password for each value.");
        results.jdks().keySet().forEach(chapter::writeValues);
        page.paragraph("A value of 64 characters in a text column; the floor is the same cipher and the JDK's base64.");
        results.jdks().keySet().forEach(chapter::writeTexts);
        page.paragraph(
                "The code under which a value of 15 characters is found; the floor is one HMAC-SHA-512 over as many bytes, by the JDK.");
        results.jdks().keySet().forEach(chapter::writeCodes);
        chapter.writeExams(exams);
        page.heading(2, "Entities with encrypted attributes");
        page.paragraph(
                "A thousand entities with five attributes of text, of 12 to 24 characters, written in one transaction in batches of "
                        + "50 and read by one query, through Hibernate, with PostgreSQL on the same machine, which does not wait for "
                        + "its disk; told per entity. Redoubt binds each value to its row; the converter binds it to nothing, looks for "
                        + "its `Cipher` each time, and stores base64.");
        results.jdks().keySet().forEach(chapter::writeEntities);
    }

    private void writeEntities(int jdk) {
        List<List<String>> rows = new ArrayList<>();
        for (Mapping mapping : Mapping.values()) {
            both(
                            List.of(Markdown.whole(mapping.fields()), mapping.title()),
                            entity(jdk, "write", mapping),
                            entity(jdk, "write", Mapping.PLAIN),
                            entity(jdk, "read", mapping),
                            entity(jdk, "read", Mapping.PLAIN))
                    .ifPresent(rows::add);
        }
        section(jdk, List.of(" encrypted", ""), List.of("write", "read"), rows);
    }

    private void writeValues(int jdk) {
        List<List<String>> rows = new ArrayList<>();
        for (int size : FieldSuite.SIZES) {
            for (FieldLibrary library : FieldLibrary.values()) {
                both(
                                List.of(Markdown.whole(size), library.title()),
                                value(jdk, "seal", library, size),
                                value(jdk, "seal", FieldLibrary.FLOOR, size),
                                value(jdk, "open", library, size),
                                value(jdk, "open", FieldLibrary.FLOOR, size))
                        .ifPresent(rows::add);
            }
        }
        section(jdk, List.of(" B", "library"), VERBS, rows);
    }

    private void writeTexts(int jdk) {
        List<List<String>> rows = new ArrayList<>();
        Map<String, String> titles = new LinkedHashMap<>();
        titles.put("floor", "the floor");
        titles.put("redoubt", "Redoubt, `A256GCM`");
        titles.forEach((name, title) -> both(
                        List.of(title),
                        RowKey.of(jdk, "SealedText." + name + "Seal"),
                        RowKey.of(jdk, "SealedText.floorSeal"),
                        RowKey.of(jdk, "SealedText." + name + "Open"),
                        RowKey.of(jdk, "SealedText.floorOpen"))
                .ifPresent(rows::add));
        section(jdk, List.of(""), VERBS, rows);
    }

    private Optional<List<String>> both(
            List<String> place, RowKey seal, RowKey sealingFloor, RowKey open, RowKey openingFloor) {
        if (results.find(seal).isEmpty() && results.find(open).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Stream.of(place, figures(seal, sealingFloor), figures(open, openingFloor))
                .flatMap(List::stream)
                .toList());
    }

    private void section(int jdk, List<String> heads, List<String> verbs, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            page.heading(3, "JDK " + jdk);
            page.table(
                    Stream.concat(heads.stream(), verbs.stream().flatMap(FieldChapter::titled))
                            .toList(),
                    rows);
        }
    }

    private static Stream<String> titled(String verb) {
        return FIGURES.stream().map(figure -> " " + verb + figure);
    }

    private void writeCodes(int jdk) {
        Map<String, String> titles = new LinkedHashMap<>();
        titles.put("hmac", "HMAC-SHA-512 (the floor)");
        titles.put("exact", "Redoubt, `exact-1`");
        titles.put("email", "Redoubt, `email-1`");
        List<List<String>> rows = new ArrayList<>();
        titles.forEach((method, title) -> {
            RowKey key = RowKey.of(jdk, "IndexCode." + method);
            if (results.find(key).isPresent()) {
                rows.add(Stream.concat(Stream.of(title), figures(key, RowKey.of(jdk, "IndexCode.hmac")).stream())
                        .toList());
            }
        });
        if (!rows.isEmpty()) {
            page.heading(3, "JDK " + jdk);
            page.table(Stream.concat(Stream.of(""), FIGURES.stream()).toList(), rows);
        }
    }

    private void writeExams(List<SealingExam.Outcome> exams) {
        page.heading(3, "What is stored, and what is noticed");
        page.paragraph(
                "Bytes in the column for a value of so many, a value that one changed bit turns into another one, and the "
                        + "value of another row. Whoever uses the JDK or Tink can bind a row by hand.");
        page.table(
                List.of("library", " 16 B", " 64 B", "changed", "of another row"),
                exams.stream()
                        .map(exam -> List.of(
                                exam.library().title(),
                                Markdown.whole(exam.bytesOf16()),
                                Markdown.whole(exam.bytesOf64()),
                                verdict(exam.noticesChange()),
                                verdict(exam.noticesMove())))
                        .toList());
    }

    private static String verdict(boolean noticed) {
        return noticed ? "refused" : "**accepted**";
    }

    private List<String> figures(RowKey key, RowKey floor) {
        return results.find(key)
                .map(row -> List.of(
                        Markdown.figure(row.median()),
                        Markdown.figure(row.error()),
                        Markdown.whole(row.allocated()),
                        ratio(key, floor)))
                .orElse(List.of("–", "–", "–", "–"));
    }

    private String ratio(RowKey row, RowKey floor) {
        OptionalDouble ratio = results.ratio(row, floor);
        return ratio.isPresent() ? Markdown.figure(ratio.getAsDouble()) : "–";
    }

    private static RowKey value(int jdk, String method, FieldLibrary library, int size) {
        return RowKey.of(jdk, "SealedValue." + method).with("library", library).with("size", size);
    }

    private static RowKey entity(int jdk, String method, Mapping mapping) {
        return RowKey.of(jdk, "StoredEntities." + method).with("mapping", mapping);
    }
}
