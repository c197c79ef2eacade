package io.redoubt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the command is called, and what it says when it is called in a wrong way. */
class RedoubtTest {

    @TempDir
    Path directory;

    private Desk desk;

    @BeforeEach
    void sit() {
        desk = Desk.in(directory);
    }

    @Test
    void listsItsCommandsWhenNoneIsGiven() {
        assertThat(desk.type("keys").misusedWith("Missing required subcommand").err())
                .contains("init", "issue", "rotate", "promote", "blast-radius", "audit", "restore");
    }

    @Test
    void refusesUnknownCommandWithoutRepeatingIt() {
        assertThat(desk.type("keys", "hunter2")
                        .misusedWith("an unknown command")
                        .err())
                .doesNotContain("hunter2");
    }

    @Test
    void refusesUnknownOptionByItsNameOnly() {
        assertThat(desk.type("keys", "fleet", "--passwort=hunter2")
                        .misusedWith("unknown option --passwort")
                        .err())
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--password=hunter2", "--passphrase=hunter2", "--pin=hunter2"})
    void refusesPasswordAsAnArgumentWithAHint(String argument) {
        assertThat(desk.type("keys", "issue", "--all", "--root", "file:root.p12", argument)
                        .misusedWith("--password-file, --password-fd, or wait to be asked")
                        .err())
                .doesNotContain("hunter2");
    }

    @Test
    void refusesPasswordAsTheNextArgumentWithAHint() {
        assertThat(desk.type("keys", "issue", "--all", "--root", "file:root.p12", "--password", "hunter2")
                        .misusedWith("never an argument")
                        .err())
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keys issue Hunter2",
                "keys retire orders --epoch hunter2",
                "keys retire orders --epoch 65536",
                "keys retire orders --epoch 1 --purpose hunter2",
                "keys rotate orders --suite field=hunter2",
                "keys rotate orders --suite hunter2",
                "keys issue orders --recipient hunter2",
                "keys promote orders --replicas hunter2",
                "keys fleet --provisioner-key hunter2",
                "keys init --trust-domain HUNTER2",
                "keys init --trust-domain shop.example --root-id HUNTER2",
                "keys issue --all --root hunter2",
                "keys issue --all --root pkcs11:lib.so?slot=hunter2&key=root",
                "keys issue --all --password-fd hunter2"
            })
    void refusesArgumentOfAnotherFormWithoutRepeatingIt(String line) {
        Desk.Run run = desk.run(line.split(" "));

        assertThat(run.exitCode()).isEqualTo(Redoubt.USAGE);
        assertThat(run.err()).startsWith("redoubt: ").doesNotContainIgnoringCase("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keys issue",
                "keys issue orders --all",
                "keys issue orders billing --recipient tMcBo1TchZSINuYbN9cUmxv_tEAzcdHHskKBN1Gy0Xo",
                "keys revoke orders",
                "keys revoke orders --epoch 1 --all",
                "keys promote orders",
                "keys promote orders --replicas 2",
                "keys promote orders --replicas 0 --attest a.json",
                "keys promote orders --without-attestation --replicas 2",
                "keys remove orders",
                "keys restore",
                "keys issue --all --password-fd 0",
                "keys issue --all --operator Zoë"
            })
    void refusesOptionsThatDoNotFitTogetherBeforeItAsksForAPassword(String line) {
        Desk.Run run = desk.run(line.split(" "));

        assertThat(run.exitCode()).isEqualTo(Redoubt.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(desk.asked()).isEmpty();
    }

    @Test
    void saysWhatIsWrongToProgramsAsWell() {
        Desk.Run run = desk.type("keys", "issue", "--json", "--root", "file:root.p12");

        assertThat(run.exitCode()).isEqualTo(Redoubt.USAGE);
        assertThat(run.json()).containsEntry("ok", false);
        assertThat((List<?>) run.json().get("errors"))
                .singleElement()
                .satisfies(error ->
                        assertThat((Map<?, ?>) error).extracting("code").isEqualTo("usage"));
    }

    @Test
    void readsNoArgumentsFromFiles() {
        Path arguments = desk.write("arguments", "--version");

        desk.type("keys", "@" + arguments).misusedWith("an unknown command");
    }

    @Test
    void saysItsVersion() {
        assertThat(desk.type("--version").out()).startsWith("redoubt ");
    }

    @Test
    void explainsEveryCommandAndHowItEnds() {
        assertThat(desk.type("keys", "promote", "--help").out())
                .contains("--attest", "--without-attestation", "0   all is good", "2   it was called in a wrong way")
                .doesNotContain("--passphrase");
    }

    @Test
    void printsAScriptThatCompletesItsCommands() {
        assertThat(desk.type("completion").out()).contains("complete -F", "blast-radius", "--password-fd");
    }

    @Test
    void coloursOnlyOnATerminal() {
        assertThat(desk.type("keys", "fleet", "--fleet", "nowhere").err()).doesNotContain("\u001b");

        desk.sitAtATerminal();

        assertThat(desk.type("keys", "fleet", "--fleet", "nowhere").err()).contains("\u001b[");
    }

    @Test
    void makesARecipientKeyWithoutARoot() {
        Path file = directory.resolve("recipient.json");

        Map<String, Object> made = desk.type("keys", "recipient", "--file", file.toString(), "--json")
                .json();

        assertThat((String) made.get("recipient")).hasSize(43);
        assertThat(file).exists().content().doesNotContain((String) made.get("id"));
        desk.type("keys", "recipient", "--file", file.toString()).refusedWith("recipient.file");
    }

    @Test
    void refusesRecipientKeyInADirectoryThatIsNotThere() {
        desk.type(
                        "keys",
                        "recipient",
                        "--file",
                        directory.resolve("no/key.json").toString())
                .refusedWith("recipient.file");
    }
}
