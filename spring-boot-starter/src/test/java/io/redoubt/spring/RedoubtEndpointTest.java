package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.redoubt.testkit.TestIssuer;
import jakarta.annotation.security.PermitAll;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** What {@code /actuator/redoubt} answers is what the committed schema says, and true. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedoubtEndpointTest {

    private static final String SECRET = "test-only-client-secret";

    private final TestIssuer issuer = TestIssuer.start();
    private final Settings settings = Settings.valid(issuer)
            .with("management.endpoints.web.exposure.include", "health,redoubt")
            .with("redoubt.access.open[1]", "/actuator/health")
            .with("redoubt.access.rules[1].path", "/actuator/redoubt")
            .with("redoubt.access.rules[1].roles", "ops");

    @AfterAll
    void stop() {
        issuer.close();
    }

    @Test
    void answersAsTheSchemaSays() throws IOException {
        issuer.registerClient("orders-client", SECRET);
        Settings introspecting = settings.with(
                        "redoubt.issuers.main.introspection.uri",
                        issuer.introspectionUri().toString())
                .with("redoubt.issuers.main.introspection.client-id", "orders-client")
                .with("redoubt.issuers.main.introspection.client-secret", SECRET);
        try (RunningApplication application = RunningApplication.start(introspecting, Listed.class)) {
            String body = posture(application.uri("/actuator/redoubt"));
            JsonNode posture = new ObjectMapper().readTree(body);

            assertThat(schema().validate(posture)).isEmpty();
            assertThat(body).doesNotContain(SECRET, "orders-client");
            assertThat(posture.get("service").asText()).isEqualTo("orders");
            assertThat(posture.get("issuers").get(0).get("usableKeys").asInt()).isPositive();
            assertThat(posture.get("access").get("open")).hasSize(2);
            assertThat(endpoint(posture, "/orders", "GET").get("coverage").asText())
                    .isEqualTo("guarded");
            assertThat(texts(endpoint(posture, "/orders", "GET").get("rules"))).containsExactly("/orders/**");
            assertThat(endpoint(posture, "/open/hello", "GET").get("coverage").asText())
                    .isEqualTo("open");
            assertThat(endpoint(posture, "/forgotten", "GET").get("coverage").asText())
                    .isEqualTo("uncovered");
            assertThat(endpoint(posture, "/annotated", "GET").get("requires").toString())
                    .isEqualTo(
                            "{\"scopes\":[\"a\"],\"acr\":\"mfa\",\"amr\":[\"otp\"],\"maxAgeSeconds\":60,\"singleUse\":true}");
            assertThat(endpoint(posture, "/free", "GET").get("annotations").asText())
                    .isEqualTo("permit-all");
            assertThat(endpoint(posture, "/nested/route", "POST").get("kind").asText())
                    .isEqualTo("router-function");
            assertThat(endpoint(posture, "/nested/**", "").get("coverage").asText())
                    .isEqualTo("uncovered");
            assertThat(endpoint(posture, "/actuator/redoubt", "GET").get("kind").asText())
                    .isEqualTo("actuator");
            assertThat(endpoint(posture, "/other/**", "").get("kind").asText()).isEqualTo("servlet");
            assertThat(endpoint(posture, "/error", "").get("kind").asText()).isEqualTo("error-page");
            assertThat(endpoint(posture, "/**", "GET").get("kind").asText()).isEqualTo("static-resources");
        }
    }

    /** A schema that takes anything would say nothing. */
    @Test
    void takesNoMemberThatTheSchemaDoesNotKnow() throws IOException {
        try (RunningApplication application = RunningApplication.start(settings, OrdersApplication.class)) {
            String body = posture(application.uri("/actuator/redoubt"));

            assertThat(schema().validate(new ObjectMapper().readTree(body.replaceFirst("\\{", "{\"more\":1,"))))
                    .isNotEmpty();
            assertThat(schema().validate(new ObjectMapper().readTree(body.replace("\"usableKeys\"", "\"keys\""))))
                    .isNotEmpty();
        }
    }

    @Test
    void answersOnTheManagementPortAndListsBothServers() throws IOException {
        Settings apart = settings.with("management.server.port", "0").with("management.server.address", "127.0.0.1");
        try (RunningApplication application = RunningApplication.start(apart, OrdersApplication.class)) {
            JsonNode posture = new ObjectMapper().readTree(posture(application.managementUri("/actuator/redoubt")));

            assertThat(schema().validate(posture)).isEmpty();
            assertThat(endpoint(posture, "/orders", "GET").get("kind").asText()).isEqualTo("handler");
            assertThat(endpoint(posture, "/actuator/health", "GET")
                            .get("coverage")
                            .asText())
                    .isEqualTo("open");
        }
    }

    @Test
    void isThereOnlyWhereTheApplicationExposesIt() {
        Settings hidden = settings.without("management.endpoints.web.exposure.include");
        try (RunningApplication application = RunningApplication.start(hidden, OrdersApplication.class)) {
            assertThat(Http.get(application.uri("/actuator/redoubt"), ops()).statusCode())
                    .isEqualTo(404);
            assertThat(application.context().getBeansOfType(RedoubtEndpoint.class))
                    .isEmpty();
        }
    }

    @Test
    void logsTheEndpointsWithoutTheActuator() {
        ClassLoader without = new WithoutActuator();
        Settings plain = Settings.valid(issuer);
        try (CapturedOutput output = CapturedOutput.begin();
                RunningApplication application = RunningApplication.start(without, plain, OrdersApplication.class)) {
            assertThat(application.context().isRunning()).isTrue();
            assertThat(output.text())
                    .contains(
                            "GET /orders (io.redoubt.spring.OrdersApplication$Orders.all(Caller)): guarded by /orders/**")
                    .contains("GET /open/hello")
                    .contains(": uncovered");
        }
    }

    /** A class path that has no jar of the actuator. */
    private static final class WithoutActuator extends FilteredClassLoader {

        WithoutActuator() {
            super("org.springframework.boot.actuate");
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            List<URL> all = Collections.list(super.getResources(name));
            all.removeIf(url -> url.toString().contains("spring-boot-actuator"));
            return Collections.enumeration(all);
        }
    }

    private String posture(URI uri) {
        assertThat(Http.get(uri).statusCode()).isEqualTo(401);
        return Http.get(uri, ops()).body();
    }

    private String ops() {
        return issuer.token().roles("ops").sign();
    }

    private static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("../docs/actuator-redoubt.schema.json")));
    }

    private static JsonNode endpoint(JsonNode posture, String path, String methods) {
        for (JsonNode endpoint : posture.get("endpoints")) {
            if (endpoint.get("path").asText().equals(path)
                    && String.join(",", texts(endpoint.get("methods"))).equals(methods)) {
                return endpoint;
            }
        }
        throw new AssertionError("there is no " + methods + " " + path + " in " + posture.get("endpoints"));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({OrdersApplication.Orders.class, More.class})
    static class Listed {

        @Bean
        RouterFunction<ServerResponse> routes() {
            return RouterFunctions.route()
                    .path(
                            "/nested",
                            builder -> builder.POST(
                                            "/route",
                                            request -> ServerResponse.ok().build())
                                    .route(
                                            org.springframework.web.servlet.function.RequestPredicates.path("/either/a")
                                                    .or(org.springframework.web.servlet.function.RequestPredicates.path(
                                                            "/b")),
                                            request -> ServerResponse.ok().build()))
                    .build();
        }

        @Bean
        ServletRegistrationBean<jakarta.servlet.http.HttpServlet> other() {
            return new ServletRegistrationBean<>(new jakarta.servlet.http.HttpServlet() {}, "/other/*");
        }
    }

    @RestController
    static class More {

        @RequiresScope("a")
        @StepUp(acr = "mfa", amr = "otp", maxAge = "60", singleUse = true)
        @GetMapping("/annotated")
        String annotated() {
            return "";
        }

        @PermitAll
        @GetMapping("/free")
        String free() {
            return "";
        }
    }
}
