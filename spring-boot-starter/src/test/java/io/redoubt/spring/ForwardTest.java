package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.testkit.TestIssuer;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * Found in review: Tomcat normalises the path of a forward, and Spring MVC routes by the text as it was, so that an open
 * handler which forwards to what a client names reached what a rule protects.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForwardTest {

    private final TestIssuer issuer = TestIssuer.start();
    private RunningApplication application;

    @BeforeAll
    void start() {
        Settings settings = Settings.valid(issuer)
                .with("redoubt.access.rules[1].path", "/admin/**")
                .with("redoubt.access.rules[1].scopes", "admin")
                .with("redoubt.access.rules[2].path", "/items/*")
                .with("redoubt.access.rules[2].scopes", "admin");
        application = RunningApplication.start(settings, Forwarding.class);
    }

    @AfterAll
    void stop() {
        application.close();
        issuer.close();
    }

    @Test
    void forwardsToAPlainPath() {
        assertThat(application.context().containsBean("springSecurityFilterChain"))
                .isFalse();
        assertThat(forwardTo("/uncovered/x").body()).isEqualTo("uncovered");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin",
                "/admin/x",
                "/admin/../uncovered/x",
                "/admin/%2e%2e/uncovered/x",
                "/admin/x/..;/..;/uncovered/x",
                "/admin;/../uncovered/x",
                "//admin/../uncovered/x",
                "/items/7",
                "/items/a%2fb",
                "/items/a%5cb",
                "/items/.",
                "/uncovered/../admin/x"
            })
    void reachesNothingProtectedByAnySpelling(String to) {
        HttpResponse<String> response = forwardTo(to);

        assertThat(response.statusCode()).isBetween(400, 499);
        assertThat(response.body()).doesNotContain("protected");
    }

    private HttpResponse<String> forwardTo(String to) {
        return Http.get(application.uri("/open/go?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8)));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            // Spring Security's firewall would stop most of these before us.
            excludeName = {
                "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
                "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
                "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
                "org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration"
            })
    @Import(Handlers.class)
    static class Forwarding {}

    @Controller
    static class Handlers {

        @RequestMapping("/open/go")
        String go(@RequestParam String to) {
            return "forward:" + to;
        }

        @RequestMapping({"/admin/**", "/items/{id}"})
        @ResponseBody
        String admin() {
            return "protected";
        }

        @RequestMapping("/uncovered/**")
        @ResponseBody
        String uncovered() {
            return "uncovered";
        }
    }
}
