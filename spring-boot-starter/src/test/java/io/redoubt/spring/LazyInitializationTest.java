package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.testkit.TestIssuer;
import org.junit.jupiter.api.Test;

/** {@code spring.main.lazy-initialization} makes every bean lazy that does not object. */
class LazyInitializationTest {

    @Test
    void guardsFromTheFirstRequestOn() {
        TestIssuer issuer = TestIssuer.start();
        Settings settings = Settings.valid(issuer)
                .with("spring.main.lazy-initialization", "true")
                .with("management.server.port", "0")
                .with("management.server.address", "127.0.0.1");

        try (issuer;
                RunningApplication application = RunningApplication.start(settings, OrdersApplication.class)) {
            // Fetched before the first request could come, not because of it.
            assertThat(issuer.jwks().requests()).isEqualTo(1);
            assertThat(Http.get(application.uri("/orders")).statusCode()).isEqualTo(401);
            assertThat(Http.get(application.managementUri("/actuator/health")).statusCode())
                    .isEqualTo(401);
            assertThat(Http.get(application.uri("/forgotten")).statusCode()).isEqualTo(401);
            assertThat(Http.get(application.uri("/orders"), issuer.token().sign())
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
