package io.redoubt.cli;

import io.redoubt.internal.Json;
import io.redoubt.masking.Masker;
import io.redoubt.masking.MaskingRules;
import io.redoubt.masking.Profile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "mask",
        description =
                "Reads a log from the standard input, and writes it to the standard output without credentials and personal data.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        usageHelpAutoWidth = false,
        sortOptions = false,
        exitCodeListHeading = "%nIt ends with%n",
        exitCodeList = {
            "0:all was read and written",
            "1:something could not be read or written",
            "2:it was called in a wrong way"
        })
final class MaskCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            description = "default, pci (no digits of cards), gdpr (addresses of machines, too) or credentials-only.",
            converter = ProfileName.class)
    private Profile profile = Profile.DEFAULT;

    @Option(
            names = "--key",
            paramLabel = "NAME=DETECTOR",
            description = "Masks the values of one more key, such as customerRef=pii.person.")
    private Map<String, String> keys = new LinkedHashMap<>();

    @Option(names = "--allow-key", paramLabel = "NAME", description = "Leaves the values of a key.")
    private List<String> allowedKeys = new ArrayList<>();

    @Option(names = "--allow-value", paramLabel = "VALUE", description = "Leaves a value.")
    private List<String> allowedValues = new ArrayList<>();

    @Option(
            names = "--jsonl",
            description =
                    "Reads lines of {\"id\":…,\"text\":…}, and writes them in the same order with the text masked.")
    private boolean jsonLines;

    @Option(names = "--report", description = "Says at the end, on the standard error, what was found how often.")
    private boolean report;

    @Option(names = "--json", description = "Says it as one JSON document.")
    private boolean json;

    MaskCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        MaskedStream stream = new MaskedStream(
                Masker.of(rules()), new ByteProgress(terminal.err(), terminal.animated(), System::nanoTime));
        try {
            if (jsonLines) {
                stream.maskJsonLines(terminal.in(), terminal.out());
            } else {
                stream.mask(terminal.in(), terminal.out());
            }
        } catch (IOException e) {
            throw new CommandException(
                    "mask.stream",
                    "the log cannot be read, or not be written",
                    "see that both ends of the command are still there");
        }
        if (terminal.out().checkError()) {
            throw new CommandException(
                    "mask.output",
                    "the masked log could not be written",
                    "see that its reader is still there, and has room");
        }
        if (report || json) {
            tell(stream.totals());
        }
        return Redoubt.GOOD;
    }

    private MaskingRules rules() {
        MaskingRules.Builder rules = MaskingRules.builder().profile(profile);
        try {
            keys.forEach(rules::key);
            allowedKeys.forEach(rules::allowKey);
            allowedValues.forEach(rules::allowValue);
        } catch (IllegalArgumentException e) {
            throw new CommandException(
                    "mask.option", "--key, --allow-key or --allow-value is wrong", String.valueOf(e.getMessage()));
        }
        return rules.build();
    }

    private void tell(MaskTotals totals) {
        if (json) {
            terminal.err().println(new String(Json.write(totals.members().map()), StandardCharsets.UTF_8));
        } else {
            totals.print(new Page(terminal.err(), terminal.ansi()));
        }
    }
}
