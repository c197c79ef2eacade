package io.redoubt.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.redoubt.audit.SecurityEvent;
import io.redoubt.audit.SecurityEventListener;
import io.redoubt.internal.EnvelopeKey;
import io.redoubt.internal.EnvelopeType;
import io.redoubt.internal.SignedEnvelope;
import io.redoubt.key.FieldName;
import io.redoubt.key.KeyState;
import io.redoubt.key.LeafKey;
import io.redoubt.key.Purpose;
import io.redoubt.key.ServiceKeyset;
import io.redoubt.spring.redis.Patience;
import io.redoubt.testkit.TestIssuer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A service with keys, as those who run it see it: health, posture and attestation, while its keyset file changes. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeysInUseTest {

    private final TestIssuer issuer = TestIssuer.start();
    private Path file;
    private Settings settings;

    @BeforeEach
    void issue(@TempDir Path mount) {
        file = TestKeyset.ofOrders().writeTo(mount.resolve("keyset.json"));
        settings = TestKeyset.in(file, Settings.valid(issuer))
                .with("redoubt.instance", "orders-1")
                .with("management.endpoints.web.exposure.include", "health,redoubt")
                .with("management.endpoint.health.show-details", "always")
                .with("management.endpoint.health.probes.enabled", "true")
                .with("redoubt.access.open[1]", "/actuator/health/**")
                .with("redoubt.access.rules[1].path", "/actuator/redoubt/**")
                .with("redoubt.access.rules[1].roles", "ops");
    }

    @AfterAll
    void stop() {
        issuer.close();
    }

    @Test
    void showANewerGenerationAndKeepTheOldOneBesideABadFile() throws IOException {
        try (RunningApplication application = start()) {
            List<SecurityEvent> events =
                    application.context().getBean(Events.class).heard();
            assertThat(keysHealth(application).get("status").asText()).isEqualTo("UP");
            assertThat(keys(application).get("generation").asLong()).isEqualTo(1);

            TestKeyset.ofOrders().generation(2).writeTo(file);
            Patience.await(
                    "generation 2", () -> keys(application).get("generation").asLong() == 2);
            assertThat(keysHealth(application).get("details"))
                    .isEqualTo(json(
                            "{\"generation\":2,\"expires\":" + keys(application).get("expires") + "}"));

            TestKeyset.ofOrders().generation(3).signedBy(TestKeyset.SOMEBODY).writeTo(file);
            Patience.await("the refusal", () -> keys(application).has("refused"));

            JsonNode refused = keys(application).get("refused");
            assertThat(refused.get("check").asText()).isEqualTo("keyset.signature");
            assertThat(refused.get("remedy").asText()).contains("redoubt.keys.provisioner-keys");
            assertThat(keys(application).get("generation").asLong()).isEqualTo(2);
            assertThat(keysHealth(application).get("status").asText()).isEqualTo("DEGRADED");
            assertThat(keysHealth(application).get("details").get("refused")).isEqualTo(refused);
            assertThat(healthStatus(application)).isEqualTo(200);
            assertThat(events).singleElement().isInstanceOf(SecurityEvent.KeysetRefused.class);

            TestKeyset.ofOrders().generation(4).writeTo(file);
            Patience.await(
                    "generation 4", () -> keys(application).get("generation").asLong() == 4);
            assertThat(keys(application).has("refused")).isFalse();
            assertThat(events).hasSize(1);
        }
    }

    @Test
    void areNamedAsTheSchemaSaysWithoutASecretAndWithoutAPath() throws IOException {
        try (RunningApplication application = start()) {
            String body = Http.get(application.uri("/actuator/redoubt"), ops()).body();
            JsonNode keys = new ObjectMapper().readTree(body).get("keys");

            assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(Files.readString(Path.of("../docs/actuator-redoubt.schema.json")))
                            .validate(new ObjectMapper().readTree(body)))
                    .isEmpty();
            assertThat(keys.get("service").asText()).isEqualTo("orders");
            assertThat(keys.get("trustDomain").asText()).isEqualTo("shop.example");
            assertThat(keys.get("instance").asText()).isEqualTo("orders-1");
            assertThat(keys.get("development").asBoolean()).isFalse();
            assertThat(keys.get("provisionerKeys").toString())
                    .isEqualTo("[\"" + TestKeyset.PROVISIONER.key().id() + "\"]");
            assertThat(keys.get("rollbackProtection").asText()).contains("no state directory");
            assertThat(keys.get("keys")).hasSize(Purpose.values().length);
            assertThat(keys.get("findings")).isEmpty();
            assertThat(body + health(application))
                    .doesNotContain(file.getParent().toString());
        }
    }

    /** Replacing the instance would not help: it would have the same file. */
    @Test
    void areDownButNeitherUnreadyNorDeadOnceTheyHaveExpired() throws IOException {
        TestKeyset.ofOrders().expired().writeTo(file);
        try (CapturedOutput output = CapturedOutput.begin();
                RunningApplication application = start()) {
            assertThat(output.text()).contains("; keys: generation 1 expired ");
            assertThat(keysHealth(application).get("status").asText()).isEqualTo("DOWN");
            assertThat(healthStatus(application)).isEqualTo(503);
            for (String probe : List.of("readiness", "liveness")) {
                HttpResponse<String> response = Http.get(application.uri("/actuator/health/" + probe));
                assertThat(response.statusCode()).as(probe).isEqualTo(200);
                assertThat(response.body()).as(probe).doesNotContain("redoubtKeys");
            }
            assertThat(keys(application).get("findings").findValuesAsText("code"))
                    .containsExactly("keys.expired");
            assertThat(keys(application).get("findings").findValuesAsText("severity"))
                    .containsExactly("high");
            assertThat(Http.get(application.uri("/orders"), issuer.token().sign())
                            .statusCode())
                    .isEqualTo(200);

            HttpResponse<String> attestation = attestation(application);
            assertThat(attestation.statusCode()).isEqualTo(503);
            assertThat(attestation.body()).startsWith("{\"error\":\"the key for sign has expired");
        }
    }

    @Test
    void areStatedUnderTheKeyThatSigns() throws Exception {
        try (RunningApplication application = start()) {
            assertThat(Http.get(application.uri("/actuator/redoubt/attestation"))
                            .statusCode())
                    .isEqualTo(401);
            assertThat(Http.get(
                                    application.uri("/actuator/redoubt/attestation"),
                                    issuer.token().sign())
                            .statusCode())
                    .isEqualTo(403);

            HttpResponse<String> response = attestation(application);

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/json");
            EnvelopeKey key = EnvelopeKey.parse(publicKey()).orElseThrow();
            byte[] statement = SignedEnvelope.read(response.body().getBytes(UTF_8))
                    .verified(EnvelopeType.ATTESTATION, id -> Optional.of(key))
                    .orElseThrow();
            JsonNode said = new ObjectMapper().readTree(statement);
            assertThat(said.get("service").asText()).isEqualTo("orders");
            assertThat(said.get("instance").asText()).isEqualTo("orders-1");
            assertThat(said.get("generation").asLong()).isEqualTo(1);
            assertThat(Http.get(application.uri("/actuator/redoubt/other"), ops())
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void areStatedOnTheManagementPort() {
        Settings apart = settings.with("management.server.port", "0").with("management.server.address", "127.0.0.1");
        try (RunningApplication application = RunningApplication.start(apart, OrdersApplication.class)) {
            assertThat(Http.get(application.managementUri("/actuator/redoubt/attestation"))
                            .statusCode())
                    .isEqualTo(401);
            assertThat(Http.get(application.managementUri("/actuator/redoubt/attestation"), ops())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void areMarkedWhereTheyProtectNothing(@TempDir Path home) {
        Settings development = settings.without("redoubt.keys.location")
                .without("redoubt.keys.provisioner-keys[0]")
                .with("redoubt.keys.development", "true")
                .with("redoubt.keys.development-dir", home.toString())
                .with("spring.profiles.active", "dev");
        try (RunningApplication application =
                RunningApplication.start(development, OrdersApplication.class, Desk.class)) {
            assertThat(keys(application).get("development").asBoolean()).isTrue();
            assertThat(keys(application).get("trustDomain").asText()).isEqualTo("dev.invalid");
            assertThat(keys(application).get("provisionerKeys")).isEmpty();
        }
    }

    /** A rule for the posture alone is enough where there are no keys. */
    @Test
    void addNoEndpointWhereThereAreNone() {
        Settings without = settings.without("redoubt.keys.location")
                .without("redoubt.keys.provisioner-keys[0]")
                .with("redoubt.access.rules[1].path", "/actuator/redoubt");
        try (RunningApplication application = RunningApplication.start(without, OrdersApplication.class)) {
            assertThat(Http.get(application.uri("/actuator/redoubt"), ops()).body())
                    .doesNotContain("\"keys\":", "/actuator/redoubt/{");
            assertThat(health(application)).doesNotContain("redoubtKeys");
            assertThat(application.context().getBeanNamesForType(ServiceKeyset.class))
                    .isEmpty();
        }
    }

    @Test
    void haveNoHealthWhereThatIsSwitchedOff() {
        try (RunningApplication application = RunningApplication.start(
                settings.with("management.health.redoubtKeys.enabled", "false"), OrdersApplication.class)) {
            assertThat(health(application)).doesNotContain("redoubtKeys");
        }
    }

    @Test
    void areFoundToEndSoonFromAFifthOfTheirLifeOn() throws Exception {
        Instant end = Instant.parse("2100-01-01T00:00:00Z");
        TestKeyset.ofOrders().valid(Instant.EPOCH, end).writeTo(file);
        try (RunningApplication application = start()) {
            OpenKeyset open = application.context().getBean(OpenKeyset.class);
            Instant fifth = Instant.ofEpochSecond(end.getEpochSecond() / 5 * 4);

            assertThat(findingsAt(open, fifth.minusSeconds(1))).contains("findings=[]");
            assertThat(findingsAt(open, fifth)).contains("code=keys.expiring, severity=medium");
        }
    }

    private static String findingsAt(OpenKeyset open, Instant moment) {
        return new KeysSection(open, Clock.fixed(moment, ZoneOffset.UTC))
                .content()
                .toString();
    }

    @Test
    void areThereForTheApplication() {
        try (RunningApplication application = start()) {
            ServiceKeyset keyset = application.context().getBean(ServiceKeyset.class);
            assertThat(keyset.sealing(Purpose.FIELD, new FieldName("customer", "email")))
                    .isNotNull();
        }
    }

    @Test
    void giveTheirCodesToNoncesAndNames() {
        StartUpProblems.runner(settings).run(context -> {
            ServiceMacKeys macs = context.getBean(ServiceMacKeys.class);
            assertThat(macs.dpopNonce().orElseThrow().live()).hasSize(1);
            assertThat(macs.stateKey().orElseThrow().live()).hasSize(1);
        });
        TestKeyset.ofOrders().only(Purpose.DPOP_NONCE).generation(2).writeTo(file);
        StartUpProblems.runner(settings).run(context -> {
            ServiceMacKeys macs = context.getBean(ServiceMacKeys.class);
            assertThat(macs.dpopNonce()).isPresent();
            assertThat(macs.stateKey()).isEmpty();
        });
    }

    @Test
    void nameTheInstanceByTheHostOrElseAtRandom() {
        Settings unnamed = settings.without("redoubt.instance");

        assertThat(instance(unnamed.with("HOSTNAME", "orders-7f9c"))).isEqualTo("orders-7f9c");
        assertThat(instance(unnamed.with("HOSTNAME", "no name")))
                .matches("[0-9a-f]{16}")
                .isNotEqualTo(instance(unnamed.with("HOSTNAME", "no name")));
        assertThat(instance(settings.with("HOSTNAME", "orders-7f9c"))).isEqualTo("orders-1");
    }

    private static String instance(Settings settings) {
        String[] name = new String[1];
        StartUpProblems.runner(settings)
                .run(context ->
                        name[0] = context.getBean(OpenKeyset.class).instance().value());
        return name[0];
    }

    private RunningApplication start() {
        return RunningApplication.start(settings, OrdersApplication.class, Events.class);
    }

    private String ops() {
        return issuer.token().roles("ops").sign();
    }

    private HttpResponse<String> attestation(RunningApplication application) {
        return Http.get(application.uri("/actuator/redoubt/attestation"), ops());
    }

    private JsonNode keys(RunningApplication application) {
        return json(Http.get(application.uri("/actuator/redoubt"), ops()).body())
                .get("keys");
    }

    private static int healthStatus(RunningApplication application) {
        return Http.get(application.uri("/actuator/health")).statusCode();
    }

    private static String health(RunningApplication application) {
        return Http.get(application.uri("/actuator/health")).body();
    }

    private static JsonNode keysHealth(RunningApplication application) {
        return json(health(application)).get("components").get("redoubtKeys");
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    private static String publicKey() {
        try (LeafKey leaf = TestKeyset.ofOrders().leaf(Purpose.SIGN, 2)) {
            assertThat(leaf.entry().state()).isEqualTo(KeyState.PRIMARY);
            return leaf.publicKey();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Desk {

        @Bean
        Surroundings surroundings() {
            return new Surroundings(Optional.empty());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Events {

        private final List<SecurityEvent> heard = new CopyOnWriteArrayList<>();

        @Bean
        SecurityEventListener listener() {
            return event -> {
                if (event instanceof SecurityEvent.KeysetRefused) {
                    heard.add(event);
                }
            };
        }

        List<SecurityEvent> heard() {
            return heard;
        }
    }
}
