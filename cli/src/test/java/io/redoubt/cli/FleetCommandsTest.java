package io.redoubt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.internal.EnvelopeSigner;
import io.redoubt.internal.P256Keys;
import io.redoubt.key.KeysetException;
import io.redoubt.key.KeysetLocation;
import io.redoubt.key.ServiceKeyset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a fleet in the hands of the command, and what it refuses with which reason. */
class FleetCommandsTest {

    @TempDir
    static Path template;

    private static final EnvelopeSigner SOMEBODY = EnvelopeSigner.of(P256Keys.fromSeed(
            "a test seed of somebody, 32 bytes".substring(0, 32).getBytes(StandardCharsets.US_ASCII)));

    private static String provisionerKey = "";

    @TempDir
    Path directory;

    private Desk desk;

    @BeforeAll
    static void begin() {
        Desk first = Desk.in(template);
        Map<String, Object> begun = first.runGood("keys", "init", "--trust-domain", "shop.example", "--json")
                .json();
        provisionerKey = (String) ((List<?>) begun.get("provisionerKeys")).get(0);
        first.services("orders", "billing");
        first.runGood("keys", "issue", "--all");
    }

    @BeforeEach
    void sit() throws IOException {
        copy(template, directory);
        desk = Desk.in(directory);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.skip(1).toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    @Test
    void promotesWhatEveryInstanceHasShown() throws KeysetException, IOException {
        Map<String, Object> rotated =
                desk.runGood("keys", "rotate", "orders", "--json").json();
        Path one = attest("pod-1");

        Desk.Run early = desk.run("keys", "promote", "orders", "--replicas", "2", "--attest", one.toString());

        assertThat(early.exitCode()).isEqualTo(Redoubt.REFUSED);
        assertThat(early.out()).contains("1 of 2 instances are ready", "ready: pod-1");

        Path two = attest("pod-2");
        Desk.Run promoted = desk.runGood(
                "keys", "promote", "orders", "--replicas", "2", "--attest", one.toString(), two.toString());

        assertThat(rotated).containsEntry("ok", true);
        assertThat(promoted.out()).containsPattern("2 +primary").containsPattern("1 +decrypt-only");
    }

    @Test
    void promotesNothingOnAStaleStatement() throws KeysetException, IOException {
        desk.runGood("keys", "rotate", "orders");
        Path statement = attest("pod-1");
        desk.later(Duration.ofMinutes(11));

        Map<String, Object> answer = desk.run(
                        "keys", "promote", "orders", "--replicas", "1", "--attest", statement.toString(), "--json")
                .json();

        assertThat(answer).containsEntry("ok", false).containsEntry("promoted", false);
        assertThat(answer.get("statements").toString()).contains("older than ten minutes");
    }

    private Path attest(String instance) throws KeysetException, IOException {
        KeysetLocation location = KeysetLocation.of(
                new TrustDomain("shop.example"),
                new ServiceName("orders"),
                desk.keyset("orders"),
                List.of(provisionerKey));
        try (ServiceKeyset keyset = ServiceKeyset.open(location, event -> {}, desk.clock())) {
            return Files.write(desk.path(instance + ".json"), keyset.attestation(instance));
        }
    }

    @Test
    void asksForARootThatIsNotInTheFleet() {
        desk.run(
                        "keys",
                        "init",
                        "--trust-domain",
                        "shop.example",
                        "--fleet",
                        desk.path("other").toString(),
                        "--root",
                        "file:" + desk.path("other/root.p12"))
                .refusedWith("root.place");
        assertThat(desk.path("other")).doesNotExist();
    }

    @Test
    void beginsAFleetOnce() throws IOException {
        byte[] manifest = Files.readAllBytes(desk.path("fleet/manifest.json"));

        desk.run("keys", "init", "--trust-domain", "shop.example", "--root", "file:" + desk.path("new.p12"))
                .refusedWith("fleet.exists");

        assertThat(desk.path("fleet/manifest.json")).hasBinaryContent(manifest);
        assertThat(desk.path("new.p12")).doesNotExist();
    }

    @Test
    void neverOverwritesARoot() {
        Desk.Run run = desk.run(
                "keys",
                "init",
                "--trust-domain",
                "shop.example",
                "--fleet",
                desk.path("b").toString());

        assertThat(run.exitCode()).isEqualTo(Redoubt.REFUSED);
        assertThat(run.err()).contains("is there already");
    }

    @Test
    void refusesAWrongPassword() {
        Path wrong = desk.secret("wrong", "another password");

        Desk.Run run = desk.run("keys", "issue", "orders", "--password-file", wrong.toString());

        assertThat(run.exitCode()).isEqualTo(Redoubt.REFUSED);
        assertThat(run.err()).contains("does not open the root file").doesNotContain("another password");
    }

    @Test
    void takesThePasswordFromTheStandardInputOrFromWhoeverSitsThere() {
        String root = "file:" + desk.path("root.p12");
        String fleet = desk.path("fleet").toString();
        desk.pipe(Desk.PASSWORD + "\n");
        desk.answer(Desk.PASSWORD);

        Desk.Run piped = desk.type("keys", "issue", "orders", "--fleet", fleet, "--root", root, "--password-fd", "0");
        Desk.Run asked = desk.type("keys", "issue", "orders", "--fleet", fleet, "--root", root);

        assertThat(piped.exitCode()).isEqualTo(Redoubt.GOOD);
        assertThat(asked.exitCode()).isEqualTo(Redoubt.GOOD);
        assertThat(desk.asked()).containsExactly("Password of the root");
        desk.type("keys", "issue", "orders", "--fleet", fleet, "--root", root).refusedWith("password.prompt");
        desk.type("keys", "issue", "orders", "--fleet", fleet, "--root", root, "--password-fd", "9999")
                .refusedWith("password.descriptor");
    }

    @Test
    void wantsANewPasswordTwice() {
        String fleet = desk.path("b").toString();
        String root = "file:" + desk.path("b.p12");
        desk.answer(Desk.PASSWORD, "a test passwort");

        desk.type("keys", "init", "--trust-domain", "shop.example", "--fleet", fleet, "--root", root)
                .refusedWith("password.prompt");

        assertThat(desk.asked()).containsExactly("New password of the root", "New password of the root, again");
        assertThat(desk.path("b.p12")).doesNotExist();

        desk.answer(Desk.PASSWORD, Desk.PASSWORD);

        assertThat(desk.type("keys", "init", "--trust-domain", "shop.example", "--fleet", fleet, "--root", root)
                        .out())
                .contains("redoubt.keys.provisioner-keys=", "back up the root");
    }

    @Test
    void beginsASecondFleetUnderARootThatExists() {
        Map<String, Object> begun = desk.runGood(
                        "keys",
                        "init",
                        "--trust-domain",
                        "second.example",
                        "--existing-root",
                        "--fleet",
                        desk.path("b").toString(),
                        "--json")
                .json();

        assertThat(begun.get("provisionerKeys").toString()).doesNotContain(provisionerKey);
    }

    @Test
    void refusesWhatTheFleetRefusesAndSaysWhy() {
        desk.run("keys", "fleet", "--fleet", desk.path("nowhere").toString()).refusedWith("fleet.absent");
        desk.run("keys", "issue", "unknown").refusedWith("fleet.unlisted");
        desk.run("keys", "blast-radius", "unknown").refusedWith("fleet.service");
        desk.run("keys", "promote", "orders", "--without-attestation").refusedWith("fleet.not-prepared");
        desk.run("keys", "retire", "orders", "--epoch", "1").refusedWith("fleet.state");
        desk.run("keys", "retire", "orders", "--epoch", "7").refusedWith("fleet.epoch");
    }

    @Test
    void tellsRefusalsToProgramsAsWell() {
        Desk.Run run = desk.run("keys", "blast-radius", "unknown", "--json").refusedWith("fleet.service");

        assertThat(run.json())
                .containsEntry("ok", false)
                .extracting("errors")
                .asString()
                .contains("fleet.service");
    }

    @Test
    void removesAServiceForEver() {
        desk.runGood("keys", "remove", "billing", "--yes");

        assertThat(desk.keyset("billing")).doesNotExist();
        desk.run("keys", "issue", "billing").refusedWith("fleet.removed");
    }

    @Test
    void refusesToIssueToNobody() {
        desk.services();

        desk.run("keys", "issue", "--all").refusedWith("fleet.unlisted");
    }

    @Test
    void issuesToSeveralServicesAndSaysWhere() {
        Desk.Run run = desk.runGood(
                "keys", "issue", "orders", "billing", "--out", desk.path("out").toString());

        assertThat(run.out())
                .contains(
                        "orders, generation 2",
                        "billing, generation 2",
                        desk.path("out").toString());
        assertThat(desk.path("out/orders/keyset.json")).exists();
    }

    @Test
    void wrapsForARecipientFromThenOn() {
        Path file = desk.path("recipient.json");
        String key = (String) desk.runGood("keys", "recipient", "--file", file.toString(), "--json")
                .json()
                .get("recipient");

        desk.runGood("keys", "issue", "orders", "--recipient", key);
        Map<String, Object> later =
                desk.runGood("keys", "issue", "orders", "--json").json();

        assertThat(later.get("services").toString()).contains(key);
    }

    @Test
    void showsAProgressBarOnlyToWhoeverSeesIt() {
        assertThat(desk.run("keys", "issue", "--all").err()).isEmpty();

        desk.sitAtATerminal();

        assertThat(desk.run("keys", "issue", "--all").err())
                .contains("1 of 2 services")
                .endsWith("\u001b[K");
        assertThat(desk.run("keys", "issue", "--all", "--json").err()).isEmpty();
    }

    @Test
    void inspectsAKeysetThatTheProvisionerSigned() {
        String file = desk.keyset("orders").toString();

        Map<String, Object> pinned = desk.runGood(
                        "keys", "inspect", file, "--provisioner-key", provisionerKey, "--json")
                .json();
        Map<String, Object> byManifest =
                desk.runGood("keys", "inspect", file, "--json").json();

        assertThat(pinned).containsEntry("signature", "pinned").containsEntry("service", "orders");
        assertThat((List<?>) pinned.get("keys")).hasSize(8);
        assertThat(byManifest).containsEntry("signature", "manifest");
    }

    @Test
    void findsAKeysetThatSomebodyElseSignedOrNobodyCanTell() {
        String file = desk.keyset("orders").toString();
        String other = (String) ((List<?>) desk.runGood(
                                "keys",
                                "init",
                                "--trust-domain",
                                "other.example",
                                "--existing-root",
                                "--fleet",
                                desk.path("b").toString(),
                                "--json")
                        .json()
                        .get("provisionerKeys"))
                .get(0);

        Desk.Run bad = desk.run("keys", "inspect", file, "--provisioner-key", other);
        Desk.Run unknown = desk.run(
                "keys", "inspect", file, "--fleet", desk.path("nowhere").toString());

        assertThat(bad.exitCode()).isEqualTo(Redoubt.REFUSED);
        assertThat(bad.out()).contains("Signature BAD");
        assertThat(unknown.exitCode()).isEqualTo(Redoubt.REFUSED);
        assertThat(unknown.out()).contains("not verified");
    }

    @Test
    void inspectsOnlyKeysets() {
        desk.run("keys", "inspect", desk.path("fleet/fleet.json").toString()).refusedWith("keyset.form");
        desk.run("keys", "inspect", desk.path("fleet/manifest.json").toString()).refusedWith("keyset.form");
        desk.run("keys", "inspect", desk.path("nothing").toString()).refusedWith("file");
    }

    @Test
    void findsAKeysetThatHasExpired() {
        assertThat(desk.runGood("keys", "fleet").out()).contains("No two services share a key.");

        desk.later(Duration.ofDays(91));

        Desk.Run late = desk.run("keys", "fleet");
        assertThat(late.exitCode()).isEqualTo(Redoubt.REFUSED);
        assertThat(late.out()).contains("has expired at", "redoubt keys issue orders");
    }

    @Test
    void believesOnlyThePinnedProvisioner() {
        Map<String, Object> pinned = desk.runGood("keys", "fleet", "--provisioner-key", provisionerKey, "--json")
                .json();

        assertThat(pinned).containsEntry("pinned", true).containsEntry("sharedKeys", 0L);
        desk.run("keys", "fleet", "--provisioner-key", SOMEBODY.key().text()).refusedWith("fleet.manifest");
    }

    @Test
    void findsAnAuditLogOfWhichALineIsGone() throws IOException {
        Path log = desk.path("fleet/audit.jsonl");
        List<String> lines = Files.readAllLines(log);
        Files.writeString(log, lines.get(0) + "\n");

        Desk.Run run = desk.run("keys", "audit", "verify", "--json");

        assertThat(run.exitCode()).isEqualTo(Redoubt.REFUSED);
        assertThat(run.json())
                .containsEntry("ok", false)
                .extracting("failure")
                .asString()
                .contains("check=truncated");
    }

    @Test
    void findsADirectoryThatWasSetBack() throws IOException {
        desk.runGood("keys", "issue", "orders");
        Path witness = Files.copy(desk.path("fleet/audit-head.json"), desk.path("witness.json"));
        desk.runGood("keys", "audit", "verify", "--witness", witness.toString());
        for (String file : List.of("manifest.json", "revocations.json", "audit.jsonl", "audit-head.json")) {
            Files.copy(
                    template.resolve("fleet").resolve(file),
                    desk.path("fleet").resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }

        assertThat(desk.runGood("keys", "audit", "verify").out()).contains("only they show");
        assertThat(desk.run("keys", "audit", "verify", "--witness", witness.toString())
                        .out())
                .contains("the log was rolled back");
    }

    @Test
    void refusesAnotherRoot() {
        desk.runGood(
                "keys",
                "init",
                "--trust-domain",
                "shop.example",
                "--fleet",
                desk.path("b").toString(),
                "--root",
                "file:" + desk.path("b.p12"));

        desk.run("keys", "restore", "--verify", "--root", "file:" + desk.path("b.p12"))
                .refusedWith("fleet.root");
    }
}
