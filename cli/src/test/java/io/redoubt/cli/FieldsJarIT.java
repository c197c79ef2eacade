package io.redoubt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive itself, encrypting a table anew, and stopped in the middle of it in both ways. */
class FieldsJarIT {

    private static final Path JAR = Path.of("target", "redoubt.jar").toAbsolutePath();
    private static final int ROWS = 2_000;

    /** At which it would take a minute. */
    private static final String SLOWLY = "30";

    @TempDir
    Path directory;

    private Desk desk;
    private Shop shop;

    @BeforeEach
    void begin() throws Exception {
        desk = Desk.in(directory);
        desk.later(Duration.between(Desk.MORNING, Instant.now()));
        Map<String, Object> begun = desk.runGood("keys", "init", "--trust-domain", "shop.example", "--json")
                .json();
        desk.services("orders");
        desk.runGood("keys", "issue", "--all");
        shop = Shop.in(directory, desk.keyset("orders"), (String) ((List<?>) begun.get("provisionerKeys")).get(0));
        shop.fill(ROWS);
        desk.runGood("keys", "rotate", "orders");
        desk.runGood("keys", "promote", "orders", "--without-attestation");
    }

    @Test
    void goesOnAfterItWasKilledWithoutLosingOrRepeatingARow() throws Exception {
        Process killed = startedAndWorking();
        killed.destroyForcibly();
        assertThat(killed.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(killed.exitValue()).isEqualTo(128 + 9);
        assertThat(shop.wrong(2)).isNotEmpty();

        // Whose range the dead one had is free after half a minute.
        Run resumed = finished(start("reencrypt", "--rate", "unlimited"));

        assertThat(resumed.err()).isEmpty();
        assertThat(resumed.out())
                .contains("The encryption anew is finished.", ROWS + " seen, " + ROWS + " written", "failed        0");
        assertThat(resumed.exitCode()).isZero();
        assertThat(shop.wrong(2)).isEmpty();
    }

    @Test
    void stopsAfterAPageOnSigtermAndGivesItsRangeBack() throws Exception {
        Process stopped = startedAndWorking();
        stopped.destroy();

        Run run = finished(stopped);

        assertThat(run.exitCode()).isEqualTo(128 + 15);
        assertThat(run.out()).contains("The encryption anew is not finished.", "the same command");
        assertThat(shop.number("select count(*) from redoubt_job_range where lease_until > 0 and owner <> ''"))
                .isZero();
        assertThat(finished(start("reencrypt", "--rate", "unlimited")).out())
                .contains("is finished.", ROWS + " seen, " + ROWS + " written");
        assertThat(shop.wrong(2)).isEmpty();
    }

    private Process startedAndWorking() throws IOException {
        Process process = start("reencrypt", "--rate", SLOWLY, "--page-size", "30");
        while (process.isAlive()
                && shop.number("select count(*) from customer where get_byte(email_bidx, 1) = 2") == 0) {
            Thread.onSpinWait();
        }
        assertThat(process.isAlive()).isTrue();
        return process;
    }

    /** Where no root is. */
    private Process start(String... words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        if (Runtime.version().feature() >= 24) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(shop.typed(words)));
        return new ProcessBuilder(command)
                .directory(Files.createDirectories(directory.resolve("service")).toFile())
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile())
                .start();
    }

    private Run finished(Process process) throws IOException, InterruptedException {
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        return new Run(
                process.exitValue(),
                Files.readString(directory.resolve("out")),
                Files.readString(directory.resolve("err")));
    }

    private record Run(int exitCode, String out, String err) {}
}
