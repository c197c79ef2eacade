package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.testkit.TestIssuer;
import jakarta.servlet.Filter;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whose request it is behind a proxy: the address that the guard sees is the client's, and only a proxy can say so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForwardedClientTest {

    private static final String STRATEGY = "server.forward-headers-strategy";
    private static final List<String> SEEN = new CopyOnWriteArrayList<>();

    private final TestIssuer issuer = TestIssuer.start();

    @AfterAll
    void stop() {
        issuer.close();
    }

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "framework"})
    void tellsTwoClientsBehindOneProxyApart(String strategy) {
        send(Settings.valid(issuer).with(STRATEGY, strategy), "192.0.2.1", "192.0.2.2", "2001:db8::1");

        assertThat(SEEN.subList(0, 2)).containsExactly("192.0.2.1", "192.0.2.2");
        assertThat(SEEN.get(2)).isIn("2001:db8::1", "[2001:db8::1]"); // two spellings of one peer to the guard
    }

    /** Else one forger would be as many as it likes. */
    @Test
    void believesNoClientWhoSaysWhoItIs() {
        send(Settings.valid(issuer), "192.0.2.1", "192.0.2.2");

        assertThat(SEEN).containsExactly("127.0.0.1", "127.0.0.1");
    }

    /** The proxy appended the address that it saw; what stands before it, the client wrote. */
    @Test
    void nativeBelievesTheEntryOfTheProxy() {
        send(Settings.valid(issuer).with(STRATEGY, "native"), "203.0.113.9, 192.0.2.1");

        assertThat(SEEN).containsExactly("192.0.2.1");
    }

    /** Why the README asks for a proxy that replaces the field: no part of Redoubt, but it has to live with it. */
    @Test
    void frameworkBelievesTheFirstEntry() {
        send(Settings.valid(issuer).with(STRATEGY, "framework"), "203.0.113.9, 192.0.2.1");

        assertThat(SEEN).containsExactly("203.0.113.9");
    }

    /** Spring Boot chooses native there by itself, and takes every private address for a proxy. */
    @Test
    void kubernetesBelievesNeighbours() {
        send(Settings.valid(issuer).with("spring.main.cloud-platform", "kubernetes"), "192.0.2.1");

        assertThat(SEEN).containsExactly("192.0.2.1");
    }

    @Test
    void nativeBelievesNobodyWhoIsNoProxy() {
        send(
                Settings.valid(issuer)
                        .with(STRATEGY, "native")
                        .with("server.tomcat.remoteip.internal-proxies", "10\\.0\\.0\\.1"),
                "192.0.2.1");

        assertThat(SEEN).containsExactly("127.0.0.1");
    }

    private static void send(Settings settings, String... forwardedFor) {
        try (RunningApplication application =
                RunningApplication.start(settings, OrdersApplication.class, BeforeTheGuard.class)) {
            for (String value : forwardedFor) {
                Http.send(HttpRequest.newBuilder(application.uri("/orders")).header("X-Forwarded-For", value));
            }
        }
    }

    /** Sees what the guard sees: nothing stands between the two. */
    @Configuration(proxyBeanMethods = false)
    static class BeforeTheGuard {

        @Bean
        FilterRegistrationBean<Filter> noting() {
            Filter noting = (request, response, chain) -> {
                SEEN.add(request.getRemoteAddr());
                chain.doFilter(request, response);
            };
            FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(noting);
            registration.setName("noting");
            registration.setOrder(ServletConfiguration.FILTER_ORDER - 1);
            return registration;
        }
    }
}
