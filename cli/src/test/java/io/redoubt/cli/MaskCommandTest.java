package io.redoubt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The command that cleans logs. */
class MaskCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String input, String... options) {
        return run(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), options);
    }

    private int run(InputStream input, String... options) {
        String[] args = new String[options.length + 1];
        args[0] = "mask";
        System.arraycopy(options, 0, args, 1, options.length);
        Terminal terminal = new Terminal(
                input,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                question -> Optional.empty(),
                false,
                false,
                Clock.systemUTC(),
                new SecureRandom());
        return Redoubt.run(terminal, args);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void writesTheLogWithoutItsSecrets() {
        assertThat(run("first\nlogin password=hunter-2 done\nlast without an end"))
                .isZero();

        assertThat(out()).isEqualTo("first\nlogin password=[REDACTED:password] done\nlast without an end");
        assertThat(err()).isEmpty();
    }

    @Test
    void keepsTheBytesOfALogThatIsCleanWhateverTheyAre() {
        byte[] bytes = new byte[300_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 % 251 == '\n' ? '\n' : 0x80 | i % 61);
        }

        run(new ByteArrayInputStream(bytes));

        assertThat(out.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void masksLinesThatAreLongerThanABlock() {
        run("x".repeat(400_000) + " password=hunter-2\n" + "y".repeat(400_000) + " token=abcdefgh\n");

        assertThat(out())
                .contains("password=[REDACTED:password]\n", "token=[REDACTED:token]\n")
                .hasSizeGreaterThan(800_000);
    }

    @Test
    void masksAPrivateKeyThatStandsAcrossBlocks() {
        String line = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDtestonlytest\n";
        String key = "-----BEGIN PRIVATE KEY-----\n" + line.repeat(24) + "-----END PRIVATE KEY-----\n";
        String clean = "2026-11-23 INFO nothing to see in this line at all\n";

        run(clean.repeat(64 * 1024 / clean.length() - 10) + key + clean.repeat(10));

        assertThat(out()).contains("[REDACTED:pem]").doesNotContain("testonlytest", "PRIVATE KEY");
    }

    @Test
    void answersLinesOfJsonInTheirOrder() {
        int code = run("{\"id\":\"b\",\"text\":\"pwd=hunter-2\"}\n{\"id\":1,\"text\":\"clean\"}\n", "--jsonl");

        assertThat(code).isZero();
        assertThat(out())
                .isEqualTo("{\"id\":\"b\",\"text\":\"pwd=[REDACTED:password]\"}\n{\"id\":1,\"text\":\"clean\"}\n");
    }

    @Test
    void refusesALineThatIsNoJsonWithoutRepeatingIt() {
        assertThat(run("password=hunter-2\n", "--jsonl")).isEqualTo(1);

        assertThat(err()).contains("mask.line", "leave --jsonl out").doesNotContain("hunter");
    }

    @Test
    void saysWhatWasFoundHowOftenAndNeverWhat() {
        run("password=hunter-2 pwd=hunter-3\ntoken=abcdefgh\n", "--report");

        assertThat(err())
                .contains("lines         2", "cred.password  2", "cred.token     1")
                .doesNotContain("hunter");
    }

    @Test
    void followsItsOptions() {
        run(
                "customerRef=K-77 apiKey=abcdefgh mail kim@example.org",
                "--key",
                "customerRef=pii.person",
                "--allow-key",
                "apiKey");

        assertThat(out()).isEqualTo("customerRef=[REDACTED:person] apiKey=abcdefgh mail [REDACTED:email]");
    }

    @Test
    void leavesPeopleWhereOnlyCredentialsAreAskedFor() {
        run("password=hunter-2 mail kim@example.org", "--profile", "credentials-only");

        assertThat(out()).isEqualTo("password=[REDACTED:password] mail kim@example.org");
    }

    @Test
    void refusesAnUnknownDetector() {
        assertThat(run("", "--key", "a=pii.nothing")).isEqualTo(1);

        assertThat(err()).contains("there is no detector of that id");
    }

    @Test
    void refusesAnUnknownProfile() {
        assertThat(run("", "--profile", "everything")).isEqualTo(2);
    }

    @Test
    void saysSoWhenTheLogCannotBeRead() throws IOException {
        InputStream broken = InputStream.nullInputStream();
        broken.close();

        assertThat(run(broken)).isEqualTo(1);
        assertThat(err()).contains("mask.stream");
    }
}
