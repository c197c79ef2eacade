package io.redoubt.cli;

import io.redoubt.field.jdbc.ErasureRecord;
import io.redoubt.field.jdbc.SubjectKeyStore;
import io.redoubt.key.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that is about one person, whose name it does not repeat. */
@Command
abstract class SubjectStep extends KeyedAction {

    private static final String STANDARD_INPUT = "-";

    /** 255 characters, and the end of a line. */
    private static final int MAX_BYTES = 255 * 4 + 2;

    private static final int MAX_NAME = 255;
    private static final int MAX_REASON = 1_000;

    @Parameters(
            paramLabel = "SUBJECT",
            description =
                    "Who, as the subject column of the lock file has it; - reads one line from the standard input.")
    private String subject = "";

    @Option(names = "--tenant", paramLabel = "TENANT", description = "Whose, where fields have tenants.")
    private Optional<String> tenant = Optional.empty();

    @Option(
            names = "--operator",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Your name in the record; by default that of your account.")
    private String operator = "";

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Why; it is in the record for good.")
    private String reason = "";

    SubjectStep(Terminal terminal) {
        super(terminal);
    }

    abstract ErasureRecord take(SubjectKeyStore store, Subject of, String by, String why);

    @Override
    final void check() {
        if (!isText(operator, MAX_NAME) || !isText(reason, MAX_REASON)) {
            throw misuse(
                    "--operator is not 1 to 255 characters, or --reason not 1 to 1000, without control characters");
        }
    }

    private static boolean isText(String text, int most) {
        Predicate<String> isShort = it -> !it.isEmpty() && it.length() <= most;
        return isShort.test(text) && text.codePoints().noneMatch(Character::isISOControl);
    }

    @Override
    final Answer act(Opened opened) throws IOException {
        return new Recorded(take(opened.subjects(), named(), operator, reason));
    }

    private Subject named() throws IOException {
        try {
            return new Subject(tenant, subject.equals(STANDARD_INPUT) ? line() : subject);
        } catch (IllegalArgumentException e) {
            throw misuse("SUBJECT or --tenant is not 1 to 255 characters without control characters");
        }
    }

    private String line() throws IOException {
        byte[] bytes = terminal().in().readNBytes(MAX_BYTES);
        return new String(bytes, StandardCharsets.UTF_8).lines().findFirst().orElse("");
    }

    private record Recorded(ErasureRecord record) implements Answer {

        @Override
        public Map<String, Object> members() {
            return Members.of("position", record.position())
                    .and("action", record.action())
                    .and("number", record.number())
                    .and("at", record.at())
                    .and("by", record.by())
                    .and("reason", record.reason())
                    .and("cleared", record.cleared())
                    .and("hash", record.hash())
                    .map();
        }

        @Override
        public void print(Page page) {
            page.verdict(
                            record.action() == ErasureRecord.Action.ERASE
                                    ? "The subject is erased."
                                    : "The subject is reinstated.",
                            this)
                    .fact("record", record.position())
                    .fact("action", record.action().name().toLowerCase(Locale.ROOT))
                    .fact("key", record.number())
                    .fact("at", record.at())
                    .fact("codes removed", record.cleared())
                    .fact("hash", record.hash());
            if (record.action() == ErasureRecord.Action.ERASE) {
                page.blank()
                        .line(
                                "Services may read the values for up to 60 seconds more. Backups, logs of the database and replicas"
                                        + " that hold the key undo this until they expire.");
            }
        }
    }

    @Command(
            name = "erase",
            description =
                    "Makes all values of a person unreadable for good, and removes the codes by which they were found. Again, it"
                            + " gives the record that is there.")
    static final class Erase extends SubjectStep {

        Erase(Terminal terminal) {
            super(terminal);
        }

        @Override
        ErasureRecord take(SubjectKeyStore store, Subject of, String by, String why) {
            return store.erase(of, by, why);
        }
    }

    @Command(
            name = "reinstate",
            description = "Lets values be written again for a person who was erased. What was erased stays so.")
    static final class Reinstate extends SubjectStep {

        Reinstate(Terminal terminal) {
            super(terminal);
        }

        @Override
        ErasureRecord take(SubjectKeyStore store, Subject of, String by, String why) {
            boolean isErased = store.records(of).stream()
                    .reduce((one, later) -> later)
                    .filter(last -> last.action() == ErasureRecord.Action.ERASE)
                    .isPresent();
            if (!isErased) {
                throw new CommandException(
                        "subject.not-erased",
                        "the subject was not erased, or is reinstated already",
                        "see that it is named as the subject column has it");
            }
            return store.reinstate(of, by, why);
        }
    }
}
