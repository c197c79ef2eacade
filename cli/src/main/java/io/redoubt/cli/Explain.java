package io.redoubt.cli;

import io.redoubt.field.CiphertextHeader;
import io.redoubt.key.Purpose;
import io.redoubt.key.Suite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        description =
                "Says what a ciphertext from a column tells without a key, what it does not, and which key it needs.")
final class Explain extends Action {

    private static final String STANDARD_INPUT = "-";
    private static final int MAX_LENGTH = 1024 * 1024;

    @Parameters(
            paramLabel = "CIPHERTEXT",
            description = {
                "What stands in the column: r1. text, or bytes as hexadecimal digits (with \\x or 0x before them or without)"
                        + " or base64.",
                "- reads it from the standard input, at most 1 MiB."
            })
    private String pasted = "";

    Explain(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer act() {
        return new Explained(PastedCiphertext.parse(pasted.equals(STANDARD_INPUT) ? read() : pasted));
    }

    private String read() {
        try {
            byte[] bytes = terminal().in().readNBytes(MAX_LENGTH + 1);
            if (bytes.length > MAX_LENGTH) {
                throw new CommandException(
                        "ciphertext.length",
                        "the value is longer than 1 MiB",
                        "give a shorter one of the same column: its header says the same");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CommandException(
                    "ciphertext.input", "the standard input cannot be read", "give the value as the argument");
        }
    }

    private record Explained(PastedCiphertext ciphertext) implements Answer {

        private static final List<String> UNKNOWN = List.of(
                "whether it is genuine: anybody can write a header, and only the key tells",
                "whose it is: trust domain, service, entity, field, tenant and row are authenticated, not stored",
                "the type of the value, and whether it is padded: both are sealed with it");

        private CiphertextHeader header() {
            return ciphertext.header();
        }

        private Purpose purpose() {
            return header().suite() == Suite.A256SIV ? Purpose.FIELD_EQ : Purpose.FIELD;
        }

        /** Without its type, which takes one byte. */
        private int mostBytesOfValue() {
            return ciphertext.sealed() - 1;
        }

        @Override
        public Map<String, Object> members() {
            return Members.of("format", 1)
                    .and("suite", header().suite().id())
                    .and("purpose", purpose().id())
                    .and("epoch", header().epoch())
                    .and("comparable", purpose() == Purpose.FIELD_EQ)
                    .andAll(subject())
                    .and("bytes", ciphertext.size())
                    .and("headerBytes", header().length())
                    .and("nonceBytes", header().nonceLength())
                    .and("ciphertextBytes", ciphertext.sealed())
                    .and("tagBytes", header().tagLength())
                    .and("valueBytesAtMost", mostBytesOfValue())
                    .and("unknown", UNKNOWN)
                    .and("next", next())
                    .map();
        }

        private Map<String, Object> subject() {
            return header().subjectNumber().isPresent()
                    ? Map.of("subjectKey", header().subjectNumber().getAsLong())
                    : Map.of();
        }

        @Override
        public void print(Page page) {
            page.heading("A ciphertext of format 1, as far as its header says")
                    .fact("suite", header().suite().id())
                    .fact("epoch", header().epoch())
                    .fact("key", "of purpose " + purpose().id());
            header().subjectNumber()
                    .ifPresent(number -> page.fact("subject key", "number " + number + ", needed besides"));
            page.fact("equality", equality())
                    .fact("value", "at most " + mostBytesOfValue() + " bytes; exactly so many if it is not padded")
                    .fact("bytes", bytes())
                    .list("Without a key nobody knows", UNKNOWN)
                    .steps("To find the key", next());
        }

        private String equality() {
            return purpose() == Purpose.FIELD_EQ
                    ? "shows: equal values of the field have equal ciphertexts"
                    : "does not show";
        }

        private String bytes() {
            String nonce = header().nonceLength() == 0 ? "" : header().nonceLength() + " nonce, ";
            return ciphertext.size() + " = " + header().length() + " header, " + nonce + ciphertext.sealed()
                    + " ciphertext, " + header().tagLength() + " tag";
        }

        private List<String> next() {
            return List.of(
                    "find out which service writes the column: the ciphertext does not say it",
                    "redoubt keys inspect KEYSET, with the file that redoubt.keys.location of that service names: its line "
                            + purpose().id() + ", epoch " + header().epoch() + ", must say suite "
                            + header().suite().id() + ", and its state whether it still opens",
                    "without such a line the key is that of another service, or it was destroyed, and nothing opens the value"
                            + " any more");
        }
    }
}
