package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.testkit.TestIssuer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** {@code enforced-by: redoubt} in an application that has Spring Security on its class path. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BehindRedoubtTest {

    private final TestIssuer issuer = TestIssuer.start();

    @AfterAll
    void stop() {
        issuer.close();
    }

    @Test
    void keepsTheLoginOfSpringSecurityOut() {
        Settings settings = Settings.valid(issuer)
                .with("redoubt.access.rules[1].path", "/orders/**")
                .with("redoubt.access.rules[1].methods", "DELETE");

        try (RunningApplication application = RunningApplication.start(settings, OrdersApplication.class)) {
            HttpResponse<String> ofNobody = Http.get(application.uri("/orders"));
            HttpResponse<String> ofAlice =
                    Http.get(application.uri("/orders"), issuer.token().sign());
            HttpResponse<String> unsafe = Http.send(HttpRequest.newBuilder(application.uri("/orders/7"))
                    .header("Authorization", "Bearer " + issuer.token().sign())
                    .DELETE());

            assertThat(ofNobody.statusCode()).isEqualTo(401);
            assertThat(Http.challenge(ofNobody)).startsWith("Bearer ");
            assertThat(ofAlice.body()).isEqualTo("orders of alice by shop-web");
            assertThat(unsafe.body()).isEqualTo("deleted 7");
            assertThat(Http.get(application.uri("/open/hello")).statusCode()).isEqualTo(200);
            assertThat(Http.get(application.uri("/login")).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void keepsTheChainOfTheApplicationInForce() {
        try (RunningApplication application =
                RunningApplication.start(Settings.valid(issuer), OrdersApplication.class, OwnChain.class)) {
            HttpResponse<String> allowed =
                    Http.get(application.uri("/orders"), issuer.token().sign());

            assertThat(Http.get(application.uri("/orders")).statusCode()).isEqualTo(401);
            assertThat(Http.get(application.uri("/orders/async"), issuer.token().sign())
                            .statusCode())
                    .isEqualTo(403);
            assertThat(Http.get(application.uri("/open/hello")).statusCode()).isEqualTo(403);
            assertThat(allowed.statusCode()).isEqualTo(200);
            assertThat(allowed.body()).isEqualTo("orders of alice by shop-web");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnChain {

        @Bean
        SecurityFilterChain ownChain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/orders/async", "/open/**")
                            .denyAll()
                            .anyRequest()
                            .permitAll())
                    .build();
        }
    }
}
