package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.testkit.TestIssuer;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A rule and an annotation must both allow; where there is only one of them, it decides alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnnotatedHandlersTest {

    private final TestIssuer issuer = TestIssuer.start();
    private RunningApplication application;

    @BeforeAll
    void start() {
        Settings settings = Settings.valid(issuer)
                .with("redoubt.access.rules[1].path", "/ruled/**")
                .with("redoubt.access.rules[1].scopes", "rule");
        application = RunningApplication.start(settings, Annotated.class);
    }

    @AfterAll
    void stop() {
        application.close();
        issuer.close();
    }

    /** Statuses: without a token, with scope rule, with scope and role of the annotation, with all of these. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/open/nothing,   200, 200, 200, 200",
        "/open/scope,     401, 403, 200, 200",
        "/open/role,      401, 403, 200, 200",
        "/open/everybody, 200, 200, 200, 200",
        "/open/nobody,    401, 403, 403, 403",
        "/ruled/nothing,  401, 200, 403, 200",
        "/ruled/scope,    401, 403, 403, 200",
        "/ruled/role,     401, 403, 403, 200",
        "/ruled/everybody,401, 200, 403, 200",
        "/ruled/nobody,   401, 403, 403, 403",
        "/bare/nothing,   401, 403, 403, 403",
        "/bare/scope,     401, 403, 200, 200",
        "/bare/role,      401, 403, 200, 200",
        "/bare/everybody, 200, 200, 200, 200",
        "/bare/nobody,    401, 403, 403, 403",
        "/bare/nowhere,   401, 403, 403, 403"
    })
    void asksRuleAndAnnotation(String path, int anonymous, int rule, int annotation, int both) {
        assertThat(Http.get(application.uri(path)).statusCode()).isEqualTo(anonymous);
        assertThat(status(path, token("rule"))).isEqualTo(rule);
        assertThat(status(path, issuer.token().scope("ann").roles("clerk").sign()))
                .isEqualTo(annotation);
        assertThat(status(
                        path, issuer.token().scope("rule", "ann").roles("clerk").sign()))
                .isEqualTo(both);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/class/plain, class",
        "/class/own, method",
        "/class/stepped, class",
        "/inherited/plain, class",
        "/inherited/overridden, method",
        "/interface/declared, interface",
        "/interface/7, interface",
        "/meta/composed, meta",
        "/meta/two, meta two"
    })
    void asksForTheScopesOfTheNearestAnnotation(String path, String scopes) {
        String[] needed = scopes.split(" ");

        assertThat(Http.challenge(Http.get(application.uri(path), token("other"))))
                .contains("error=\"insufficient_scope\"", "scope=\"" + scopes + "\"");
        if (!path.equals("/class/stepped")) {
            assertThat(status(path, token(needed))).isEqualTo(200);
        }
    }

    @Test
    void keepsTheStepUpOfTheClassWhereAMethodNamesScopes() {
        assertThat(Http.challenge(Http.get(application.uri("/strict/scope"), token("method"))))
                .contains("error=\"insufficient_user_authentication\"", "acr_values=\"urn:example:mfa\"");
        assertThat(Http.get(application.uri("/strict/everybody")).statusCode()).isEqualTo(200);
        assertThat(status("/strict/nobody", token("method"))).isEqualTo(403);
    }

    @Test
    void opensOneHandlerOfAClassThatLetsNobodyPass() {
        assertThat(status("/closed/plain", token("method"))).isEqualTo(403);
        assertThat(status("/closed/scope", token("method"))).isEqualTo(200);
        assertThat(status("/closed/scope", token("other"))).isEqualTo(403);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/bare/scope/",
                "//bare/scope",
                "/bare//scope",
                "/bare/scope;x",
                "/bare;x/scope",
                "/bare%2fscope",
                "/bare/./scope",
                "/open/../bare/scope",
                "/bare/scope.json",
                "/BARE/scope",
                "/bare/Scope",
                "/bare/scope%20",
                "/bare/sc%6fpe",
                "/bare/scope?x=/open/nothing"
            })
    void cannotBeDodgedBySpelling(String path) {
        assertThat(Http.get(application.uri(path)).statusCode()).isIn(400, 401);
        assertThat(Http.get(application.uri(path), token("rule")).statusCode()).isIn(400, 403);
        assertThat(Http.get(application.uri(path), token("rule")).body()).doesNotContain("reached");
    }

    private int status(String path, String token) {
        return Http.get(application.uri(path), token).statusCode();
    }

    private String token(String... scopes) {
        return issuer.token().scope(scopes).sign();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({
        Handlers.class,
        OfClass.class,
        Inherited.class,
        OfInterface.class,
        Composed.class,
        Strict.class,
        MostlyClosed.class
    })
    static class Annotated {}

    @RestController
    static class Handlers {

        @GetMapping({"/open/nothing", "/ruled/nothing", "/bare/nothing"})
        String nothing() {
            return "reached";
        }

        @RequiresScope("ann")
        @GetMapping({"/open/scope", "/ruled/scope", "/bare/scope"})
        String scope() {
            return "reached";
        }

        @RolesAllowed({"boss", "clerk"})
        @GetMapping({"/open/role", "/ruled/role", "/bare/role"})
        String role() {
            return "reached";
        }

        @PermitAll
        @GetMapping({"/open/everybody", "/ruled/everybody", "/bare/everybody"})
        String everybody() {
            return "reached";
        }

        @DenyAll
        @GetMapping({"/open/nobody", "/ruled/nobody", "/bare/nobody"})
        String nobody() {
            return "reached";
        }
    }

    @RestController
    @RequiresScope("class")
    @RequestMapping("/class")
    static class OfClass {

        @GetMapping("/plain")
        String plain() {
            return "reached";
        }

        @RequiresScope("method")
        @GetMapping("/own")
        String own() {
            return "reached";
        }

        @StepUp(acr = "urn:example:mfa")
        @GetMapping("/stepped")
        String stepped() {
            return "reached";
        }
    }

    @RequiresScope("class")
    abstract static class Base {

        @GetMapping("/plain")
        String plain() {
            return "reached";
        }

        @RequiresScope("method")
        @GetMapping("/overridden")
        String overridden() {
            return "base";
        }
    }

    @RestController
    @RequestMapping("/inherited")
    static class Inherited extends Base {

        @Override
        String overridden() {
            return "reached";
        }
    }

    interface Api<T> {

        @RequiresScope("interface")
        @GetMapping("/declared")
        String declared();

        @RequiresScope("interface")
        @GetMapping("/{id}")
        String generic(@org.springframework.web.bind.annotation.PathVariable("id") T id);
    }

    @RestController
    @RequestMapping("/interface")
    static class OfInterface implements Api<Long> {

        @Override
        public String declared() {
            return "reached";
        }

        @Override
        public String generic(Long id) {
            return "reached " + id;
        }
    }

    @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
    @RequiresScope("meta")
    @interface NeedsMeta {}

    @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
    @RequiresScope("two")
    @interface NeedsTwo {}

    @RestController
    @RequestMapping("/meta")
    static class Composed {

        @NeedsMeta
        @GetMapping("/composed")
        String composed() {
            return "reached";
        }

        @NeedsMeta
        @NeedsTwo
        @GetMapping("/two")
        String two() {
            return "reached";
        }
    }

    @RestController
    @StepUp(acr = "urn:example:mfa")
    @RequestMapping("/strict")
    static class Strict {

        @RequiresScope("method")
        @GetMapping("/scope")
        String scope() {
            return "reached";
        }

        @PermitAll
        @GetMapping("/everybody")
        String everybody() {
            return "reached";
        }

        @DenyAll
        @GetMapping("/nobody")
        String nobody() {
            return "reached";
        }
    }

    @RestController
    @DenyAll
    @RequestMapping("/closed")
    static class MostlyClosed {

        @GetMapping("/plain")
        String plain() {
            return "reached";
        }

        @RequiresScope("method")
        @GetMapping("/scope")
        String scope() {
            return "reached";
        }
    }
}
