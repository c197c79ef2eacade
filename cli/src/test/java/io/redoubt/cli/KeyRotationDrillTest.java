package io.redoubt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.key.KeyRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drill of {@code docs/key-rotation.md}, from the first command to the last, on a service that answers meanwhile. */
class KeyRotationDrillTest {

    private static final int ROWS = 2_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

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
    }

    @Test
    void exchangesTheKeysOfARunningServiceAndGivesTheOldOnesUp() throws Exception {
        RunningService service = RunningService.of(shop, shop.open(), ROWS, 3);
        try {
            desk.runGood("keys", "rotate", "orders");
            await(() -> service.keys().status().generation() == 2);

            desk.runGood(
                    "keys",
                    "promote",
                    "orders",
                    "--replicas",
                    "1",
                    "--attest",
                    statement(service).toString());
            await(() -> service.keys().status().generation() == 3);

            Desk.Run renewed = desk.type(shop.typed("reencrypt", "--rate", "unlimited", "--page-size", "100"));
            assertThat(renewed.exitCode()).as(renewed.out() + renewed.err()).isEqualTo(Redoubt.GOOD);
            assertThat(desk.type(shop.typed("inventory")).out())
                    .contains("EPOCH 2")
                    .doesNotContain("EPOCH 1");
            assertThat(desk.type(shop.typed("verify", "--rate", "unlimited")).exitCode())
                    .isEqualTo(Redoubt.GOOD);

            Path proof = Files.writeString(
                    directory.resolve("inventory.json"),
                    desk.type(shop.typed("inventory", "--json")).out());
            desk.runGood("keys", "retire", "orders", "--epoch", "1", "--inventory", proof.toString());
            await(() -> service.keys().status().generation() == 4);
            desk.runGood("keys", "retire", "orders", "--epoch", "1", "--destroy");
            await(() -> service.keys().status().generation() == 5);

            long before = service.done();
            await(() -> service.done() > before + 1_000);
        } finally {
            service.stop();
        }
        service.readAll(ROWS);
        assertThat(service.wrong()).isEmpty();
    }

    /** Somebody has a key: it is taken back, its data encrypted anew, and whoever does that says that he knows. */
    @Test
    void encryptsAnewWhatStandsUnderACompromisedKey() throws Exception {
        desk.runGood("keys", "revoke", "orders", "--epoch", "1");

        Desk.Run refused = desk.type(shop.typed("reencrypt", "--rate", "unlimited"));
        assertThat(refused.exitCode()).isEqualTo(Redoubt.REFUSED);
        assertThat(refused.out()).contains("customer.email: field.key-refused");

        Desk.Run accepted = desk.type(shop.typed("reencrypt", "--rate", "unlimited", "--accept-compromised"));
        assertThat(accepted.exitCode()).as(accepted.out() + accepted.err()).isEqualTo(Redoubt.GOOD);
        assertThat(accepted.out()).contains("field of epoch 1");
        assertThat(shop.wrong(2)).isEmpty();
    }

    private Path statement(RunningService service) throws IOException, KeyRefusedException {
        return Files.write(directory.resolve("statement.json"), service.keys().attestation("orders-1"));
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.onSpinWait();
        }
    }
}
