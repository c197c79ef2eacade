package io.redoubt.cli;

import io.redoubt.internal.EnvelopeKey;
import io.redoubt.internal.EnvelopeType;
import io.redoubt.internal.JsonException;
import io.redoubt.internal.SignedEnvelope;
import io.redoubt.key.KeysetException;
import io.redoubt.key.KeysetSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "inspect",
        description =
                "Says what is in a keyset file, without the keys. Ends with 1 if no provisioner that is known has signed it.")
final class Inspect extends Action {

    @Parameters(paramLabel = "FILE", description = "A keyset file.")
    private Path file;

    @Mixin
    private FleetOptions fleet = new FleetOptions();

    @Mixin
    private PinOptions pins = new PinOptions();

    Inspect(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer act() throws KeysetException {
        SignedEnvelope envelope = read(file);
        Signature signature = verify(envelope);
        return new Inspected(KeysetSummary.read(envelope.unverifiedPayload()), signature);
    }

    private static SignedEnvelope read(Path file) {
        try {
            return SignedEnvelope.read(SmallFile.read(file));
        } catch (JsonException e) {
            throw new CommandException(
                    "keyset.form",
                    "the file is no signed envelope",
                    "name a keyset.json that 'redoubt keys issue' wrote; development keysets are not signed");
        }
    }

    private Signature verify(SignedEnvelope envelope) {
        if (!pins.isPinned() && Files.notExists(fleet.directory().manifest())) {
            return Signature.UNKNOWN;
        }
        Stream<String> trusted = pins.isPinned()
                ? pins.keys().stream()
                : pins.read(fleet.directory()).manifest().provisioner().keys().stream();
        List<EnvelopeKey> keys =
                trusted.map(EnvelopeKey::parse).flatMap(Optional::stream).toList();
        Optional<byte[]> payload = envelope.verified(
                EnvelopeType.KEYSET,
                id -> keys.stream().filter(key -> key.id().equals(id)).findAny());
        if (payload.isEmpty()) {
            return Signature.BAD;
        }
        return pins.isPinned() ? Signature.PINNED : Signature.MANIFEST;
    }

    /** What is known of the signature. */
    private enum Signature {
        PINNED("good, of a provisioner key that was given"),
        MANIFEST("good, of a provisioner key that the manifest names"),
        BAD("BAD: nobody who is known here has signed this file"),
        UNKNOWN("not verified: give --provisioner-key, or --fleet with a manifest");

        private final String text;

        Signature(String text) {
            this.text = text;
        }

        private boolean isGood() {
            return this == PINNED || this == MANIFEST;
        }
    }

    private record Inspected(KeysetSummary keyset, Signature signature) implements Answer {

        @Override
        public boolean isGood() {
            return signature.isGood();
        }

        @Override
        public Map<String, Object> members() {
            return Members.of("signature", signature)
                    .and("trustDomain", keyset.header().trustDomain())
                    .and("service", keyset.header().service())
                    .and("generation", keyset.header().generation())
                    .and("root", keyset.header().root())
                    .and("notBefore", keyset.header().notBefore())
                    .and("expires", keyset.header().expires())
                    .andIfPresent("recipient", keyset.recipient())
                    .and("keys", keyset.keys().stream().map(KeyTable::members).toList())
                    .map();
        }

        @Override
        public void print(Page page) {
            page.verdict("Signature " + signature.text + ".", this)
                    .fact("service", keyset.header().service())
                    .fact("trust domain", keyset.header().trustDomain())
                    .fact("generation", keyset.header().generation())
                    .fact("root", keyset.header().root())
                    .fact(
                            "valid",
                            keyset.header().notBefore() + " to "
                                    + keyset.header().expires())
                    .fact("wrapped for", keyset.recipient().orElse("nobody: whoever reads the file has the keys"))
                    .blank();
            KeyTable.print(page, keyset.keys());
        }
    }
}
