package io.redoubt.cli;

import io.redoubt.key.RecipientKey;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "recipient",
        description =
                "Makes, on the machine of a service, the key for which its keysets are wrapped. The private half stays there;"
                        + " no root is needed.")
final class RecipientCommand extends Action {

    private static final String CODE = "recipient.file";

    @Option(
            names = "--file",
            paramLabel = "FILE",
            defaultValue = "recipient-key.json",
            description = "Where the private half is kept, for its owner only; recipient-key.json by default.")
    private Path file = Path.of("recipient-key.json");

    RecipientCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer act() {
        if (Files.exists(file)) {
            throw new CommandException(
                    CODE, "the file exists, and is never overwritten", "name another one, or delete it");
        }
        try {
            return new Made(RecipientKey.create(file, terminal().random()), file);
        } catch (UncheckedIOException e) {
            throw new CommandException(
                    CODE, "the file cannot be written", "name one in a directory that is there and yours");
        }
    }

    private record Made(RecipientKey key, Path file) implements Answer {

        @Override
        public Map<String, Object> members() {
            return Members.of("recipient", key.text())
                    .and("id", key.id())
                    .and("file", file)
                    .map();
        }

        @Override
        public void print(Page page) {
            page.fact("recipient", key.text())
                    .fact("id", key.id())
                    .fact("private half", file + ", for its owner only")
                    .steps(
                            "Next",
                            List.of(
                                    "here: redoubt.keys.recipient-key=" + file.toAbsolutePath(),
                                    "where the root is: redoubt keys issue SERVICE --recipient " + key.text()));
        }
    }
}
