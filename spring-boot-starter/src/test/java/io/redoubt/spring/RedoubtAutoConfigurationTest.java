package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.Reason;
import io.redoubt.audit.SecurityEvent;
import io.redoubt.audit.SecurityEventListener;
import io.redoubt.testkit.TestIssuer;
import io.redoubt.testkit.TokenShape;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application with the starter on its class path and nothing but properties. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedoubtAutoConfigurationTest {

    private static final String INVALID_TOKEN = "Bearer realm=\"orders\", error=\"invalid_token\","
            + " error_description=\"the access token is not valid here\"";

    private final TestIssuer issuer = TestIssuer.start();
    private final TestIssuer another = TestIssuer.start();
    private RunningApplication application;

    @BeforeAll
    void start() {
        another.addKey("RS256");
        Settings settings = Settings.valid(issuer)
                .with("redoubt.issuers.another.issuer-uri", another.issuerUri())
                .with("redoubt.issuers.another.jwk-set-uri", another.jwkSetUri().toString())
                .with("redoubt.issuers.another.audience", "shop, orders")
                .with("redoubt.issuers.another.profile", "spring-authorization-server")
                .with("redoubt.issuers.another.algorithms", "RS256")
                .with("management.endpoints.web.exposure.include", "*");
        application = RunningApplication.start(settings, OrdersApplication.class, Listeners.class);
    }

    @AfterAll
    void stop() {
        application.close();
        another.close();
        issuer.close();
    }

    @BeforeEach
    void forget() {
        events().clear();
    }

    @Test
    void givesTheCallerToTheHandler() {
        HttpResponse<String> response =
                Http.get(application.uri("/orders"), issuer.token().sign());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("orders of alice by shop-web");
        assertThat(events()).isEmpty();
    }

    @Test
    void givesTheCallerToAnAsyncHandler() {
        HttpResponse<String> response =
                Http.get(application.uri("/orders/async"), issuer.token().sign());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("orders of alice and alice");
    }

    @Test
    void takesTokensOfEachIssuerInItsShape() {
        String token = another.token(TokenShape.SPRING_AUTHORIZATION_SERVER).sign();
        String inTheShapeOfTheOther = another.token().sign();

        assertThat(Http.get(application.uri("/orders"), token).body()).isEqualTo("orders of shop-web by nobody");
        assertThat(Http.get(application.uri("/orders"), inTheShapeOfTheOther).statusCode())
                .isEqualTo(401);
    }

    @Test
    void refusesARequestWithoutAToken() {
        HttpResponse<String> response = Http.get(application.uri("/orders"));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(Http.challenge(response)).isEqualTo("Bearer realm=\"orders\"");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(response.body()).isEmpty();
        assertThat(events()).extracting(SecurityEvent::code).containsExactly(Reason.NO_CREDENTIALS.code());
    }

    @Test
    void refusesABadToken() {
        HttpResponse<String> response = Http.get(
                application.uri("/orders"), issuer.token().signedBy(another).sign());

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(Http.challenge(response)).isEqualTo(INVALID_TOKEN);
        assertThat(response.body()).isEmpty();
        assertThat(events()).extracting(SecurityEvent::code).containsExactly(Reason.BAD_SIGNATURE.code());
    }

    @Test
    void refusesATokenWithoutTheScope() {
        HttpResponse<String> response = Http.get(
                application.uri("/orders"), issuer.token().scope("other").sign());

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(Http.challenge(response)).endsWith("scope=\"orders:read\"");
        assertThat(events()).extracting(SecurityEvent::code).containsExactly(Reason.INSUFFICIENT_SCOPE.code());
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "GET, /forgotten",
        "POST, /orders/1",
        "DELETE, /orders/1",
        "GET, /",
        "GET, /index.html",
        "GET, /nowhere",
        "GET, /error",
        "GET, /actuator",
        "GET, /actuator/health",
        "GET, /actuator/env",
        "GET, /actuator/heapdump",
        "OPTIONS, /orders",
    })
    void deniesWhatNoRuleNames(String method, String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(application.uri(path)).method(method, BodyPublishers.noBody());

        assertThat(Http.send(request).statusCode()).isEqualTo(401);
        assertThat(Http.send(request.header(
                                "Authorization", "Bearer " + issuer.token().sign()))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void showsNothingOfTheClientOnAnOpenRoute() {
        HttpResponse<String> response =
                Http.get(application.uri("/open/hello"), issuer.token().sign());

        assertThat(response.body()).isEqualTo("hello nullOptional.empty");
        assertThat(events()).isEmpty();
    }

    @Test
    void judgesWhatAHandlerSendsOn() {
        String token = issuer.token().sign();

        assertThat(Http.get(application.uri("/open/forward")).statusCode()).isEqualTo(401);
        assertThat(Http.get(application.uri("/open/forward"), token).body()).isEqualTo("orders of alice by shop-web");
    }

    /** Rules name paths as the application knows them: below its context path, with the path of its servlet. */
    @Test
    void judgesPathsBelowContextPathAndServletPath() {
        Settings settings = Settings.valid(issuer)
                .with("server.servlet.context-path", "/shop")
                .with("spring.mvc.servlet.path", "/api")
                .with("redoubt.access.rules[0].path", "/api/orders/**");
        String token = issuer.token().sign();

        try (RunningApplication below = RunningApplication.start(settings, OrdersApplication.class)) {
            assertThat(Http.get(below.uri("/shop/api/orders")).statusCode()).isEqualTo(401);
            assertThat(Http.get(below.uri("/shop/api/orders"), token).body()).isEqualTo("orders of alice by shop-web");
            assertThat(Http.get(below.uri("/shop/orders"), token).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void leavesTheErrorsOfHandlersToTheApplication() {
        HttpResponse<String> response =
                Http.get(application.uri("/orders/failing"), issuer.token().sign());

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains("\"error\":\"Internal Server Error\"");
        assertThat(events()).isEmpty();
    }

    @Test
    void leavesWhatIsNotFoundToTheApplication() {
        assertThat(Http.get(application.uri("/orders/nowhere"), issuer.token().sign())
                        .statusCode())
                .isEqualTo(405);
        assertThat(Http.get(application.uri("/open/nowhere")).statusCode()).isEqualTo(404);
    }

    private List<SecurityEvent> events() {
        return application.context().getBean(Listeners.class).events;
    }

    @Configuration(proxyBeanMethods = false)
    static class Listeners {

        private final List<SecurityEvent> events = new CopyOnWriteArrayList<>();

        @Bean
        SecurityEventListener breaking() {
            return event -> {
                throw new IllegalStateException("a listener that is broken");
            };
        }

        @Bean
        SecurityEventListener recording() {
            return events::add;
        }
    }
}
