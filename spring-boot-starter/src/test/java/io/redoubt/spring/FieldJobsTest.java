package io.redoubt.spring;

import static io.redoubt.spring.redis.Patience.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.redoubt.field.jdbc.ReencryptionJobs;
import io.redoubt.spring.customers.Customer;
import io.redoubt.spring.customers.CustomerRepository;
import io.redoubt.testkit.TestIssuer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Instances of a service that encrypt their data anew while they answer requests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FieldJobsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String START = "{\"kind\":\"renew\",\"fields\":\"*\"}";
    private static final String MARK = "zx81marker";

    private final TestIssuer issuer = TestIssuer.start();
    private final DatabaseServer database = DatabaseServer.start();
    private Path keyset;
    private Path lock;
    private Settings settings;

    @BeforeAll
    void issue(@TempDir Path mount) throws IOException {
        keyset = mount.resolve("keyset.json");
        lock = mount.resolve("redoubt-fields.lock");
        Settings withKeys = TestKeyset.in(keyset, Settings.valid(issuer));
        settings = database.of(withKeys)
                .with("redoubt.fields.lock", lock.toString())
                .with("redoubt.fields.write-lock", lock.toString())
                .with("redoubt.fields.jobs.enabled", "true")
                .with("redoubt.fields.jobs.poll", "100ms")
                .with("spring.datasource.hikari.connection-timeout", "2000")
                .with("management.endpoints.web.exposure.include", "health,redoubt,redoubtfields")
                .with("management.endpoint.redoubtfields.access", "unrestricted")
                .with("management.endpoint.health.show-details", "always")
                .with("redoubt.access.open[1]", "/actuator/health/**")
                .with("redoubt.access.rules[1].path", "/actuator/**")
                .with("redoubt.access.rules[1].roles", "ops");
        database.execute(tables());
    }

    private static String tables() throws IOException {
        try (InputStream in = Objects.requireNonNull(ReencryptionJobs.class.getResourceAsStream("postgresql.sql"))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @BeforeEach
    void empty() throws IOException {
        Files.deleteIfExists(lock);
        TestKeyset.ofOrders().writeTo(keyset);
        database.execute("drop table if exists customer");
        database.execute("create table customer (id uuid primary key, city varchar(255), email varchar(255))");
        for (String table :
                new String[] {"redoubt_job", "redoubt_job_table", "redoubt_job_range", "redoubt_job_failure"}) {
            database.execute("delete from " + table);
        }
    }

    @AfterAll
    void stop() {
        database.close();
        issuer.close();
    }

    @Test
    void isSharedByInstancesThatAnswerRequestsMeanwhile() throws IOException {
        plaintext(25_000);
        Settings migrating = settings.with(
                        "redoubt.fields.attributes[customer.email].migration", "read-both-write-encrypted")
                .with("redoubt.fields.jobs.rate", "5000");
        try (RunningApplication one = start(migrating, "one");
                RunningApplication two = start(migrating, "two")) {
            assertThat(post(one, "start", START).statusCode()).isEqualTo(202);

            await("both at work", () -> newest(one).path("workers").asInt() == 2);
            assertThat(orders(one)).isEqualTo(200);
            assertThat(orders(two)).isEqualTo(200);
            UUID written = customers(two)
                    .save(new Customer("Paris", "grace@example.com"))
                    .getId();

            await("the end", () -> newest(two).path("state").asText().equals("finished"));
            assertThat(database.select("select count(*) from customer where email not like 'r1.%'"))
                    .containsExactly(0L);
            assertThat(customers(one).findById(written).orElseThrow().getEmail())
                    .isEqualTo("grace@example.com");
            await("an inventory after the job", () -> epochs(one).path("2").asLong() == 25_001);
            assertThat(schema("actuator-redoubtfields").validate(show(one))).isEmpty();
            assertThat(newest(two).get("renewed").asLong()).isEqualTo(25_000);
            assertThat(newest(two).get("failed").asLong()).isZero();
        }
    }

    @Test
    void tellsWhichEpochIsSafeToRetire() throws IOException {
        sealed(20);
        TestKeyset.ofOrders().rotated().writeTo(keyset);
        try (RunningApplication one = start(settings, "one")) {
            await("the first inventory", () -> epochs(one).path("2").asLong() == 20);
            JsonNode before = posture(one);
            assertThat(before.get("inventory").get("safeToRetire").toString()).doesNotContain("\"field\"");
            assertThat(before.get("findings").findValuesAsText("code")).containsExactly("fields.renewal-outstanding");

            post(one, "start", START);

            await("the inventory after the job", () -> epochs(one).path("3").asLong() == 20);
            JsonNode after = posture(one);
            assertThat(after.get("inventory").get("safeToRetire").toString())
                    .contains("{\"purpose\":\"field\",\"epochs\":[2]}");
            assertThat(after.get("findings")).isEmpty();
        }
    }

    @Test
    void goesOnAtAnotherInstanceAfterAShutdownInTheMiddle() throws IOException {
        sealed(300);
        TestKeyset.ofOrders().rotated().writeTo(keyset);
        try (RunningApplication slow = start(settings.with("redoubt.fields.jobs.rate", "10"), "slow")) {
            post(slow, "start", START);
            await("the first page", () -> newest(slow).path("seen").asLong() > 0);
        }
        assertThat(database.select("select state from redoubt_job")).containsExactly("running");
        try (RunningApplication other = start(settings, "other")) {
            await("the end", () -> newest(other).path("state").asText().equals("finished"));
            assertThat(newest(other).get("renewed").asLong()).isEqualTo(300);
        }
    }

    @Test
    void isPausedResumedAndCancelledAndTellsWhoDidIt() throws IOException {
        sealed(300);
        TestKeyset.ofOrders().rotated().writeTo(keyset);
        try (CapturedOutput output = CapturedOutput.begin();
                RunningApplication one = start(settings.with("redoubt.fields.jobs.rate", "1"), "one")) {
            long job = JSON.readTree(post(one, "start", START).body()).get("id").asLong();
            String body = "{\"job\":" + job + "}";
            assertThat(post(one, "start", "{\"kind\":\"audit\",\"fields\":\"customer.email\"}")
                            .statusCode())
                    .isEqualTo(409);

            assertThat(post(one, "pause", body).body()).contains("\"state\":\"paused\"");
            await("nobody at work", () -> newest(one).path("workers").asInt() == 0);
            assertThat(post(one, "resume", body).body()).contains("\"state\":\"running\"");
            assertThat(post(one, "cancel", body).body()).contains("\"state\":\"cancelled\"");
            assertThat(post(one, "resume", body).statusCode()).isEqualTo(409);
            assertThat(post(one, "inventory", "{}").statusCode()).isEqualTo(202);

            assertThat(output.text().lines().filter(line -> line.contains("field job: code=")))
                    .hasSize(5)
                    .allSatisfy(line -> assertThat(line).containsPattern("kind=(renew|inventory) by=[0-9a-f]{32}"));
            assertThat(output.text()).contains("code=field-job.start job=" + job + " kind=renew");
        }
    }

    @Test
    void refusesWhatSaysTooLittleOrTooMuchAndRepeatsNothing() throws IOException {
        try (RunningApplication one = start(settings, "one")) {
            for (Map.Entry<String, String> request : Map.ofEntries(
                            Map.entry("{\"kind\":\"renew\"}", "start"),
                            Map.entry("{\"kind\":\"" + MARK + "\",\"fields\":\"*\"}", "start"),
                            Map.entry("{\"kind\":\"renew\",\"fields\":\"" + MARK + "\"}", "start"),
                            Map.entry("{\"kind\":\"renew\",\"fields\":\"\"}", "start"),
                            Map.entry("{\"kind\":\"renew\",\"field\":\"customer.email\"}", "start"),
                            Map.entry("{\"kind\":\"renew\",\"fields\":\"customer.email,customer.email\"}", "start"),
                            Map.entry("{\"kind\":\"renew\",\"fields\":[\"" + MARK + "\"]}", "start"),
                            Map.entry("{\"job\":\"" + MARK + "\"}", "pause"),
                            Map.entry("{\"job\":-1}", "resume"),
                            Map.entry("{\"job\":1,\"kind\":\"renew\"}", "cancel"),
                            Map.entry("{\"job\":1}", "inventory"))
                    .entrySet()) {
                HttpResponse<String> answer = post(one, request.getValue(), request.getKey());

                assertThat(answer.statusCode()).as(request.getKey()).isEqualTo(400);
                assertThat(answer.body()).doesNotContain(MARK);
            }
            assertThat(post(one, "pause", "{\"job\":999}").statusCode()).isEqualTo(404);
            assertThat(post(one, MARK, "{}").statusCode()).isEqualTo(404);
            assertThat(post(one, MARK, "{}").body()).doesNotContain(MARK);
            assertThat(database.select("select id from redoubt_job")).isEmpty();
        }
    }

    @Test
    void needsATokenARoleAndAccess() throws IOException {
        try (RunningApplication one = start(settings.without("management.endpoint.redoubtfields.access"), "one")) {
            assertThat(Http.get(one.uri("/actuator/redoubtfields")).statusCode())
                    .isEqualTo(401);
            assertThat(Http.get(
                                    one.uri("/actuator/redoubtfields"),
                                    issuer.token().sign())
                            .statusCode())
                    .isEqualTo(403);
            assertThat(Http.get(one.uri("/actuator/redoubtfields"), ops()).statusCode())
                    .isEqualTo(200);
            assertThat(post(one, "start", START).statusCode()).isEqualTo(404);
        }
        try (RunningApplication one = start(settings.without("redoubt.fields.jobs.enabled"), "one")) {
            assertThat(Http.get(one.uri("/actuator/redoubtfields"), ops()).statusCode())
                    .isEqualTo(404);
            assertThat(one.context().getBeansOfType(FieldJobWorker.class)).isEmpty();
        }
    }

    @Test
    void tellsOfRowsThatDoNotOpenAndNotWhichTheyAre() throws IOException {
        sealed(20);
        UUID tampered =
                (UUID) database.select("select id from customer limit 1").get(0);
        database.execute(
                "update customer set email = (select email from customer where id <> ? limit 1) where id = ?",
                tampered,
                tampered);
        try (CapturedOutput output = CapturedOutput.begin();
                RunningApplication one = start(settings, "one")) {
            assertThat(health(one)).isEqualTo("UP");
            post(one, "start", "{\"kind\":\"audit\",\"fields\":\"*\"}");

            await(
                    "the end",
                    () -> newest(one).path("failures").path("field.tampered").asLong() == 1);
            assertThat(newest(one).get("failed").asLong()).isEqualTo(1);
            assertThat(newest(one).get("seen").asLong()).isEqualTo(20);
            await("the health", () -> health(one).equals("DEGRADED"));
            assertThat(posture(one).get("findings").findValuesAsText("code")).containsExactly("fields.audit-failed");
            assertThat(schema("actuator-redoubtfields").validate(show(one))).isEmpty();
            assertThat(show(one).toString() + posture(one) + output.text()).doesNotContain(tampered.toString());
        }
    }

    @Test
    void waitsForADatabaseThatIsAwayAndSaysSoOnce(@TempDir Path data) throws IOException {
        EmbeddedPostgres first = EmbeddedPostgres.builder()
                .setDataDirectory(data.resolve("server"))
                .setCleanDataDirectory(false)
                .start();
        DatabaseServer server = new DatabaseServer(first);
        server.execute(tables());
        try (CapturedOutput output = CapturedOutput.begin();
                RunningApplication one = start(server.of(settings), "one")) {
            customers(one).save(new Customer("London", "ada@example.com"));
            await("the first look", () -> show(one).has("inventory"));

            first.close();
            await("the health", () -> health(one).equals("DEGRADED"));
            assertThat(show(one).get("trouble").get("problem").asText())
                    .startsWith("the jobs cannot be read (SQLSTATE ");
            assertThat(orders(one)).isEqualTo(200);
            assertThat(post(one, "start", START).statusCode()).isEqualTo(503);

            try (EmbeddedPostgres second = EmbeddedPostgres.builder()
                    .setDataDirectory(data.resolve("server"))
                    .setCleanDataDirectory(false)
                    .setPort(first.getPort())
                    .start()) {
                await("the health of " + second.getPort(), () -> health(one).equals("UP"));
                post(one, "start", START);
                await("the end", () -> newest(one).path("state").asText().equals("finished"));
                assertThat(newest(one).get("seen").asLong()).isEqualTo(1);
                assertThat(output.text().lines().filter(line -> line.contains("redoubt: field jobs do not go on")))
                        .hasSize(1);
                assertThat(output.text()).containsPattern("redoubt: field jobs go on, after [0-9]+ s");
            }
        }
    }

    private void plaintext(int rows) {
        database.execute("insert into customer select gen_random_uuid(), 'London', 'c' || i || '@example.com' from"
                + " generate_series(1, " + rows + ") i");
    }

    private void sealed(int rows) throws IOException {
        try (RunningApplication application = start(settings.without("redoubt.fields.jobs.enabled"), "writer")) {
            CustomerRepository customers = customers(application);
            for (int i = 0; i < rows; i++) {
                customers.save(new Customer("London", "c" + i + "@example.com"));
            }
        }
    }

    private static CustomerRepository customers(RunningApplication application) {
        return application.context().getBean(CustomerRepository.class);
    }

    private RunningApplication start(Settings with, String instance) {
        return RunningApplication.start(
                with.with("redoubt.instance", instance), CustomersApplication.class, OrdersApplication.Orders.class);
    }

    private String ops() {
        return issuer.token().roles("ops").sign();
    }

    private int orders(RunningApplication application) {
        return Http.get(
                        application.uri("/orders"),
                        issuer.token().scope("orders:read").sign())
                .statusCode();
    }

    private HttpResponse<String> post(RunningApplication application, String action, String body) {
        return Http.send(HttpRequest.newBuilder(application.uri("/actuator/redoubtfields/" + action))
                .header("Authorization", "Bearer " + ops())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private JsonNode show(RunningApplication application) {
        return read(Http.get(application.uri("/actuator/redoubtfields"), ops()));
    }

    private JsonNode newest(RunningApplication application) {
        return show(application).path("jobs").path(0);
    }

    private JsonNode epochs(RunningApplication application) {
        return show(application).path("inventory").path("fields").path(0).path("epochs");
    }

    private JsonNode posture(RunningApplication application) throws IOException {
        JsonNode posture = read(Http.get(application.uri("/actuator/redoubt"), ops()));
        assertThat(schema("actuator-redoubt").validate(posture)).isEmpty();
        return posture.get("fields");
    }

    private static String health(RunningApplication application) {
        return read(Http.get(application.uri("/actuator/health")))
                .path("components")
                .path("redoubtFields")
                .path("status")
                .asText();
    }

    private static JsonNode read(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static com.networknt.schema.JsonSchema schema(String name) throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("../docs/" + name + ".schema.json")));
    }
}
