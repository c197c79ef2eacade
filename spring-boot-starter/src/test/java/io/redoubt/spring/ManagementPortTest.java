package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.testkit.TestIssuer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An actuator on a port of its own stands in a web server of its own, which knows none of the other's filters. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManagementPortTest {

    private static final String REGISTRATION =
            "META-INF/spring/org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration.imports";

    private final TestIssuer issuer = TestIssuer.start();
    private final Settings settings = Settings.valid(issuer)
            .with("management.server.port", "0")
            .with("management.server.address", "127.0.0.1")
            .with("management.endpoints.web.exposure.include", "*")
            .with("redoubt.access.open[1]", "/actuator/health")
            .with("redoubt.access.rules[1].path", "/actuator/env")
            .with("redoubt.access.rules[1].scopes", "ops");
    private RunningApplication application;

    @BeforeAll
    void start() {
        application = RunningApplication.start(settings, OrdersApplication.class);
    }

    @AfterAll
    void stop() {
        application.close();
        issuer.close();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/actuator",
                "/actuator/",
                "/actuator/env",
                "/actuator/env/java.home",
                "/actuator/beans",
                "/actuator/heapdump",
                "/actuator/health/db",
                "/actuator/nowhere",
                "/error",
                "/"
            })
    void refusesEveryEndpointWithoutAToken(String path) {
        assertThat(Http.get(application.managementUri(path)).statusCode()).isEqualTo(401);
        assertThat(Http.get(application.managementUri(path)).body()).isEmpty();
    }

    @Test
    void opensOpenRoutes() {
        assertThat(Http.get(application.managementUri("/actuator/health")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void judgesByTheSameRules() {
        String ops = issuer.token().scope("ops").sign();
        String alice = issuer.token().sign();

        assertThat(Http.get(application.managementUri("/actuator/env"), ops).statusCode())
                .isEqualTo(200);
        assertThat(Http.get(application.managementUri("/actuator/env"), alice).statusCode())
                .isEqualTo(403);
        assertThat(Http.get(application.managementUri("/actuator/beans"), ops).statusCode())
                .isEqualTo(403);
    }

    @Test
    void stillGuardsTheMainPort() {
        assertThat(Http.get(application.uri("/orders")).statusCode()).isEqualTo(401);
        assertThat(Http.get(application.uri("/orders"), issuer.token().sign()).statusCode())
                .isEqualTo(200);
    }

    /** Without our part in the management context the endpoints are open: the tests above do not pass by chance. */
    @Test
    void wouldBeOpenWithoutTheFilterInTheManagementContext() {
        try (RunningApplication unguarded =
                RunningApplication.start(new HidingClassLoader(REGISTRATION), settings, OrdersApplication.class)) {
            assertThat(Http.get(unguarded.managementUri("/actuator/env")).statusCode())
                    .isEqualTo(200);
            assertThat(Http.get(unguarded.uri("/orders")).statusCode()).isEqualTo(401);
        }
    }
}
