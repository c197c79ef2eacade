package io.redoubt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands about fields find in a database, what they change there, and what they refuse. */
class FieldsCommandsTest {

    private static final int ROWS = 50;

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

    private void nextEpoch() {
        desk.runGood("keys", "rotate", "orders");
        desk.runGood("keys", "promote", "orders", "--without-attestation");
    }

    private Desk.Run type(String... words) {
        return desk.type(shop.typed(words));
    }

    private Desk.Run good(String... words) {
        Desk.Run run = type(words);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).as(run.out()).isEqualTo(Redoubt.GOOD);
        return run;
    }

    private Path inventory() throws IOException {
        return Files.writeString(
                directory.resolve("inventory.json"), good("inventory", "--json").out());
    }

    private Desk.Run retire(String... more) {
        String[] all = new String[5 + more.length];
        System.arraycopy(new String[] {"keys", "retire", "orders", "--epoch", "1"}, 0, all, 0, 5);
        System.arraycopy(more, 0, all, 5, more.length);
        return desk.run(all);
    }

    @Test
    void retiresAnEpochOnceTheInventoryHasShownThatNothingNeedsIt() throws Exception {
        nextEpoch();
        retire().refusedWith("fleet.inventory");
        retire("--inventory", inventory().toString()).refusedWith("fleet.standing");

        assertThat(good("reencrypt").out())
                .contains("The encryption anew is finished.", ROWS + " seen, " + ROWS + " written", "--inventory");
        assertThat(good("inventory").out()).contains("EPOCH 2").doesNotContain("EPOCH 1");
        assertThat(shop.wrong(2)).isEmpty();

        assertThat(retire("--inventory", inventory().toString()).exitCode()).isEqualTo(Redoubt.GOOD);
        assertThat(Files.readString(desk.path("fleet/audit.jsonl"))).doesNotContain("retire-without-inventory");
    }

    @Test
    void retiresWithoutAnInventoryIfTheAuditLogTellsOfIt() throws IOException {
        nextEpoch();

        assertThat(retire("--without-inventory").exitCode()).isEqualTo(Redoubt.GOOD);
        assertThat(Files.readString(desk.path("fleet/audit.jsonl"))).contains("retire-without-inventory");
    }

    @Test
    void retiresKeysThatLeaveNothingInADatabaseWithoutAnInventory() {
        nextEpoch();

        assertThat(retire("--purpose", "dpop-nonce").exitCode()).isEqualTo(Redoubt.GOOD);
    }

    @Test
    void refusesAnInventoryOfBeforeThePromotion() throws IOException {
        Path before = inventory();
        desk.later(Duration.ofHours(1));
        nextEpoch();

        assertThat(retire("--inventory", before.toString())
                        .refusedWith("fleet.inventory")
                        .err())
                .contains("taken before the key for");
    }

    @Test
    void refusesAnInventoryOfADayAgo() throws IOException {
        nextEpoch();
        good("reencrypt");
        Path old = inventory();
        desk.later(Duration.ofHours(25));

        assertThat(retire("--inventory", old.toString())
                        .refusedWith("fleet.inventory")
                        .err())
                .contains("older than 24 hours");
    }

    @Test
    void refusesAnInventoryOfAnotherService() throws IOException {
        nextEpoch();
        good("reencrypt");
        Path other = Files.writeString(
                directory.resolve("other.json"), Files.readString(inventory()).replace("\"orders\"", "\"billing\""));

        assertThat(retire("--inventory", other.toString())
                        .refusedWith("fleet.inventory")
                        .err())
                .contains("another service");
    }

    @Test
    void refusesAnInventoryThatIsNone() {
        nextEpoch();

        assertThat(retire("--inventory", desk.write("none.json", "{\"v\": 1}").toString())
                        .refusedWith("fleet.inventory")
                        .err())
                .contains("is not what");
    }

    @Test
    void countsWhatStandsUnderWhichEpoch() throws Exception {
        shop.execute("update customer set email = null, email_bidx = null where id = 1");
        shop.execute("update customer set email = 'ada@example.com', email_bidx = null where id = 2");

        Desk.Run run = good("inventory");

        assertThat(run.out())
                .contains("customer.email ", "customer.email/eq", "epoch 1 by 48 values of customer.email, 48 codes");
        Map<String, Object> json = good("inventory", "--json").json();
        assertThat(json)
                .containsEntry("v", 1L)
                .containsEntry("trustDomain", "shop.example")
                .containsEntry("service", "orders");
        assertThat(json.get("fields").toString()).contains("plaintext=1", "empty=1", "missing=1");
    }

    @Test
    void reportsATamperedRowWithItsKeyAndGoesOn() throws Exception {
        nextEpoch();
        shop.execute("update customer set email = (select email from customer where id = 8) where id = 7");

        Desk.Run run = type("reencrypt");

        assertThat(run.exitCode()).isEqualTo(Redoubt.REFUSED);
        assertThat(run.out())
                .contains("not all is good", "customer, key ", "7", "field.tampered")
                .contains(ROWS + " seen, " + (ROWS - 1) + " written");
        assertThat(shop.number("select count(*) from customer where id <> 7 and email_bidx is not null"))
                .isEqualTo(ROWS - 1);
    }

    @Test
    void verifiesEveryRowAndWritesNone() throws Exception {
        nextEpoch();

        assertThat(good("verify").out()).contains("The audit of every row is finished.", ROWS + " seen, 0 written");
        assertThat(good("reencrypt", "--dry-run", "--json").json().get("job").toString())
                .contains("kind=audit", "renewed=0");
        assertThat(shop.wrong(1)).isEmpty();
    }

    @Test
    void opensCompromisedKeysOnlyIfThatIsAskedForAndSaysWhich() {
        desk.runGood("keys", "revoke", "orders", "--epoch", "1");

        assertThat(type("reencrypt").out()).contains("field.");
        Desk.Run run = type("reencrypt", "--accept-compromised");

        assertThat(run.exitCode()).as(run.out()).isEqualTo(Redoubt.GOOD);
        assertThat(run.out()).contains("Keys that are compromised, and were accepted", "field of epoch 1");
        assertThat(run.err()).contains("accepts the compromised key for field of epoch 1");
    }

    @Test
    void stopsAfterAPageWhenItIsToldToAndGoesOnLater() throws Exception {
        nextEpoch();

        Desk.Run stopped = stoppedEarly("reencrypt");

        assertThat(stopped.exitCode()).isEqualTo(Redoubt.REFUSED);
        assertThat(stopped.out()).contains("is not finished", "the same command");
        String job = Long.toString(shop.number("select max(id) from redoubt_job"));
        assertThat(good("pause", job).out()).contains("is paused");
        assertThat(type("reencrypt").out()).contains("is paused", "fields resume " + job);
        assertThat(good("resume", job).out()).contains("is not finished");
        assertThat(good("reencrypt").out()).contains("is finished", ROWS + " seen, " + ROWS + " written");
        assertThat(shop.wrong(2)).isEmpty();
    }

    @Test
    void cancelsAJobForGood() throws Exception {
        stoppedEarly("verify");
        String job = Long.toString(shop.number("select max(id) from redoubt_job"));

        assertThat(good("cancel", job).out()).contains("was cancelled");

        assertThat(good("jobs").out()).contains("JOB", "audit", "cancelled");
        type("jobs", "4711").refusedWith("job.unknown");
        assertThat(good("jobs", job, "--json").json().get("job").toString()).contains("state=cancelled");
    }

    /** At a rate at which it would take five seconds. */
    private Desk.Run stoppedEarly(String command) throws InterruptedException {
        Thread worker = Thread.currentThread();
        Thread stopping = new Thread(() -> {
            Instant end = Instant.now().plusSeconds(60);
            while (shop.number("select count(*) from redoubt_job_range") == 0
                    && Instant.now().isBefore(end)) {
                Thread.onSpinWait();
            }
            worker.interrupt();
        });
        stopping.start();
        Desk.Run run = type(command, "--rate", "10", "--page-size", "10");
        stopping.join();
        return run;
    }

    @Test
    void refusesTheKeysOfAServiceBesideARoot() {
        type("verify", "--root", "file:root.p12").refusedWith("keyset.beside-root");
        type("verify", "--fleet", desk.path("fleet").toString()).refusedWith("keyset.beside-root");
    }

    @Test
    void refusesAKeysetThatTheServiceWouldRefuse() {
        Desk.Run run = type("verify", "--min-generation", "7");

        assertThat(run.exitCode()).isEqualTo(Redoubt.REFUSED);
        assertThat(run.err()).contains("keyset.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.example/orders?user=a&password=hunter2",
                "jdbc:postgresql://db.example/orders?user=a&sslpassword=hunter2",
                "jdbc:h2:mem:orders;PASSWORD=hunter2",
                "jdbc:mysql://ada:hunter2@db.example/orders",
                "jdbc:oracle:thin:ada/hunter2@db.example:1521/orders"
            })
    void refusesAUrlWithAPasswordWithoutRepeatingIt(String url) {
        assertThat(desk.type("fields", "inventory", "--jdbc-url", url, "--trust-domain", "a.example", "--service", "b")
                        .misusedWith("--jdbc-url has a password in it")
                        .err())
                .doesNotContain("hunter2");
    }

    @Test
    void saysThatTheDatabaseCannotBeOpened() {
        String[] typed = shop.typed("inventory");
        typed[3] = "jdbc:postgresql://127.0.0.1:1/orders";

        desk.type(typed).refusedWith("database.connection");
    }

    @Test
    void saysThatThereIsNoDriver() {
        String[] typed = shop.typed("inventory");
        typed[3] = "jdbc:nowhere://127.0.0.1/orders";

        desk.type(typed).refusedWith("database.driver");
    }

    @Test
    void saysHowToMakeTheTablesThatJobsNeed() {
        shop.execute("drop table redoubt_job cascade");

        assertThat(type("verify").refusedWith("database").err()).contains("redoubt fields schema");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "h2", "mysql"})
    void printsTheTables(String database) {
        assertThat(desk.type("fields", "schema", database).out())
                .containsIgnoringCase("create table redoubt_job")
                .containsIgnoringCase("redoubt_subject_key");
    }

    @Test
    void knowsNoOtherDatabase() {
        assertThat(desk.type("fields", "schema", "hunter2")
                        .misusedWith("is none of postgresql, h2, mysql")
                        .err())
                .doesNotContain("hunter2");
    }

    @Test
    void erasesAPersonAndReinstatesThem() {
        type("reinstate", "ada", "--reason", "a test").refusedWith("subject.not-erased");

        desk.pipe("ada\n");
        assertThat(good("erase", "-", "--reason", "a test").out())
                .contains("The subject is erased.", "up to 60 seconds")
                .doesNotContain("ada");
        assertThat(shop.number("select count(*) from redoubt_subject_key where subject = 'ada' and wrapped is null"))
                .isEqualTo(1);
        assertThat(good("reinstate", "ada", "--reason", "a test", "--json").json())
                .containsEntry("number", 2L)
                .containsEntry("action", "reinstate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verify --rate hunter2",
                "verify --rate 0",
                "verify --page-size 0",
                "verify --page-size 10001",
                "verify --fields hunter2",
                "verify --permissions hunter2",
                "verify --min-epoch customer.email=0",
                "jobs hunter2",
                "pause 0",
                "verify --password-file a --password-fd 3"
            })
    void refusesArgumentOfAnotherFormWithoutRepeatingIt(String line) {
        Desk.Run run = type(line.split(" "));

        assertThat(run.exitCode()).isEqualTo(Redoubt.USAGE);
        assertThat(run.err()).contains("redoubt: ").doesNotContain("hunter2");
    }
}
