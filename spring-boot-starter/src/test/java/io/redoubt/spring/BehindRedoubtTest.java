package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.testkit.TestIssuer;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

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

    /** Found in review: the handler saw the session's user and roles beside the token's. */
    @Test
    void neverMergesTheUserOfASessionWithTheCaller() {
        try (RunningApplication application = RunningApplication.start(
                Settings.valid(issuer), OrdersApplication.class, SessionOfRoot.class, Myself.class)) {
            String token = issuer.token().claim("roles", List.of("clerk")).sign();

            assertThat(Http.get(application.uri("/orders/myself"), token).body())
                    .isEqualTo("alice, clerk true, admin false");
            assertThat(Http.get(application.uri("/open/myself"), token).body())
                    .isEqualTo("root, clerk false, admin true");
        }
    }

    @RestController
    static class Myself {

        @GetMapping({"/orders/myself", "/open/myself"})
        String myself(HttpServletRequest request) {
            return request.getRemoteUser()
                    + ", clerk " + request.isUserInRole("clerk")
                    + ", admin " + request.isUserInRole("admin");
        }
    }

    /** As if somebody had logged in before, in a session that the request brings along. */
    @Configuration(proxyBeanMethods = false)
    static class SessionOfRoot {

        @Bean
        SecurityFilterChain ownChain(HttpSecurity http) {
            Filter session = (request, response, chain) -> {
                SecurityContextHolder.getContext()
                        .setAuthentication(new TestingAuthenticationToken("root", "unused", "ROLE_admin"));
                chain.doFilter(request, response);
            };
            return http.addFilterBefore(session, AuthorizationFilter.class)
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
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
