package io.redoubt.benchmarks.report;

import io.redoubt.benchmarks.field.SealingExam;
import io.redoubt.benchmarks.token.EntranceExam;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The page about benchmarks. A new suite adds its goals and its chapter here.
 *
 * @param results what was measured
 * @param exams what each library noticed in tokens
 * @param sealing what each library stored and noticed of values
 * @param machine on what
 * @param date when
 * @param command how
 */
record Page(
        Results results,
        List<EntranceExam.Outcome> exams,
        List<SealingExam.Outcome> sealing,
        Machine machine,
        String date,
        String command) {

    String markdown() {
        Markdown page = new Markdown();
        page.heading(1, "Benchmarks");
        page.paragraph(
                "Redoubt beside the least that anybody can do (the floor) and beside its peers, in one run. Written by "
                        + "`" + command + "` on " + date + "; do not edit. Why it is measured this way: "
                        + "[decision 004](decisions/004-benchmarks.md).");
        if (command.contains("--quick")) {
            page.paragraph("**A quick run only shows that everything runs: these figures mean nothing.**");
        }
        writeGoals(page);
        writeHowToRead(page);
        TokenChapter.write(results, page);
        ProofChapter.write(results, page);
        KeyChapter.write(results, page);
        FieldChapter.write(results, sealing, page);
        MaskChapter.write(results, page);
        RequestsChapter.write(results.requests(), page);
        FloodChapter.write(results, page);
        TokenChapter.writeExams(exams, page);
        writeMachine(page);
        return page.toString();
    }

    /** {@return all figures to reach} */
    static Stream<Goal> goals() {
        return Stream.of(
                        TokenGoals.all(),
                        ProofChapter.goals(),
                        FieldChapter.goals(),
                        MaskChapter.goals(),
                        RequestsChapter.goals(),
                        FloodChapter.goals())
                .flatMap(List::stream);
    }

    private void writeGoals(Markdown page) {
        SortedSet<Integer> jdks = new TreeSet<>(results.jdks().keySet());
        List<String> heads = new ArrayList<>(List.of("path", "goal"));
        jdks.forEach(jdk -> heads.add("JDK " + jdk));
        page.heading(2, "Goals");
        page.paragraph("On one thread, unless said otherwise. What was missed is bold.");
        page.table(heads, goals().map(goal -> goal.cells(results, jdks)).toList());
    }

    private static void writeHowToRead(Markdown page) {
        page.heading(2, "How to read this");
        page.list(List.of(
                "Look at the ratios. Absolute times belong to this machine; another gives others.",
                "ns/op is the median of all slices of all rounds, ± half of the 99.9 % confidence interval of the mean, B/op "
                        + "what one operation allocates. Two rows whose intervals overlap are equal.",
                "Each row runs in fresh JVMs, one per round, with one library in it. An application runs colder and with "
                        + "other code in its caches: there everything is slower, small differences most of all.",
                "With several threads, ns/op is what one thread waits; on as many processors as threads, equal figures mean "
                        + "that nobody is in another's way. Virtual processors often share a core.",
                "Every library that checks tokens checks signature, `iss`, `aud` and `exp`. Some check nothing more, which makes them faster: "
                        + "see the table below. All of them are set up once and used again, with keys in memory, without network.",
                "“With a cache that never helps” is the price of remembering: 1,024 tokens take turns, and what is remembered "
                        + "is too old a nanosecond later, so every token is looked up, checked and remembered.",
                "Less than the floor is noise, or another way to check a signature (Nimbus with Tink)."));
    }

    private void writeMachine(Markdown page) {
        page.heading(2, "Machine and versions");
        List<String> facts = new ArrayList<>(
                List.of(machine.processor() + ", " + machine.cores() + " processors, " + machine.system()));
        results.jdks().forEach((feature, name) -> facts.add("JDK " + feature + ": " + name));
        machine.libraries().forEach((name, version) -> facts.add(name + " " + version));
        page.list(facts);
    }
}
