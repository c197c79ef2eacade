package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.micrometer.core.instrument.MeterRegistry;
import io.redoubt.testkit.TestIssuer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an operator sees of masking in the actuator, and what he can do there without losing it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MaskingSectionTest {

    private static final String SECRET = "test-only-horse-7";
    private static final String LOGGER = "com.example.Leaking";
    private static final Logger log = LoggerFactory.getLogger(LOGGER);

    private final TestIssuer issuer = TestIssuer.start();
    private final Settings settings = Settings.valid(issuer)
            .with("management.endpoints.web.exposure.include", "redoubt,loggers")
            .with("management.endpoint.loggers.access", "unrestricted")
            .with("redoubt.access.open[1]", "/actuator/**");

    @AfterAll
    void stop() {
        issuer.close();
    }

    @Test
    void tellsWhichLoggerLeaksWhatAndNeverASample() throws IOException {
        try (RunningApplication application = RunningApplication.start(settings, OrdersApplication.class)) {
            log.info("password={}", SECRET);
            log.info("password={}", SECRET);

            String body = Http.get(application.uri("/actuator/redoubt")).body();
            JsonNode masking = new ObjectMapper().readTree(body).get("masking");
            assertThat(schema().validate(new ObjectMapper().readTree(body))).isEmpty();
            assertThat(body).doesNotContain(SECRET);
            assertThat(masking.get("active").asBoolean()).isTrue();
            assertThat(masking.get("named").asText()).isEqualTo("nowhere");
            assertThat(masking.get("appenders").get(0).get("masked").asBoolean())
                    .isTrue();
            assertThat(finding(masking, "cred.password").get("count").asInt()).isGreaterThanOrEqualTo(2);
            assertThat(application
                            .context()
                            .getBean(MeterRegistry.class)
                            .get(MaskingMeters.UNCOVERED)
                            .gauge()
                            .value())
                    .isZero();
            assertThat(application
                            .context()
                            .getBean(MeterRegistry.class)
                            .get(MaskingMeters.FOUND)
                            .tag("detector", "cred.password")
                            .functionCounter()
                            .count())
                    .isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void saysWhyNothingIsMasked() throws IOException {
        try (RunningApplication application =
                RunningApplication.start(settings.with("redoubt.masking.enabled", "false"), OrdersApplication.class)) {
            JsonNode posture = new ObjectMapper()
                    .readTree(Http.get(application.uri("/actuator/redoubt")).body());

            assertThat(schema().validate(posture)).isEmpty();
            assertThat(posture.get("masking").toString())
                    .isEqualTo(
                            "{\"active\":false,\"reason\":\"redoubt.masking.enabled is false\",\"appenders\":[],\"findings\":[]}");
        }
    }

    @Test
    void staysWhenAnOperatorChangesALevel() {
        try (CapturedOutput output = CapturedOutput.begin();
                RunningApplication application = RunningApplication.start(settings, OrdersApplication.class)) {
            HttpRequest.Builder change = HttpRequest.newBuilder(application.uri("/actuator/loggers/" + LOGGER))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"configuredLevel\":\"DEBUG\"}"));
            assertThat(Http.send(change).statusCode()).isEqualTo(204);

            log.debug("password={}", SECRET);

            assertThat(output.text()).contains("password=[REDACTED:password]").doesNotContain(SECRET);
        }
    }

    private static JsonNode finding(JsonNode masking, String detector) {
        for (JsonNode line : masking.get("findings")) {
            if (line.get("logger").asText().equals(LOGGER)
                    && line.get("detector").asText().equals(detector)) {
                return line;
            }
        }
        throw new AssertionError("no finding of " + detector);
    }

    private static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("../docs/actuator-redoubt.schema.json")));
    }
}
