package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.redoubt.ConfigurationException;
import io.redoubt.testkit.TestIssuer;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** What an annotation cannot mean, or could not hold, stops the start; all of it is told at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnnotationMistakesTest {

    private static final String MISTAKEN = Mistaken.class.getName();

    private final TestIssuer issuer = TestIssuer.start();

    @AfterAll
    void stop() {
        issuer.close();
    }

    @Test
    void tellsEveryMistakeAndItsHandlerAtOnce() {
        assertThat(problems(Settings.valid(issuer), MistakenApplication.class))
                .extracting(problem -> problem.setting() + ": " + problem.problem())
                .containsExactlyInAnyOrder(
                        MISTAKEN + ".everybodyWithScope(): has @PermitAll beside another annotation of access",
                        MISTAKEN + ".nobodyAndEverybody(): has @DenyAll beside another annotation of access",
                        MISTAKEN + ".oddScope() @RequiresScope: has an element that is no scope",
                        MISTAKEN + ".noScope(): has @RequiresScope without a scope",
                        MISTAKEN + ".noRole(): has @RolesAllowed without a role",
                        MISTAKEN + ".blankRole() @RolesAllowed: has a blank element",
                        MISTAKEN + ".oddAcr() @StepUp acr: is not an authentication context class",
                        MISTAKEN + ".oddAmr() @StepUp amr: has an element that is no authentication method",
                        MISTAKEN + ".oddAge() @StepUp maxAge: cannot be read",
                        MISTAKEN + ".noAge() @StepUp max-age: is shorter than a second",
                        MISTAKEN + ".nothing(): has @StepUp that asks nothing",
                        MISTAKEN + ".twice(): has @StepUp several times on one element",
                        Route.class.getName()
                                + ": has an annotation of access, but is a function of a route, where no annotation holds");
    }

    @Test
    void repeatsNoValueOfAnAnnotation() {
        assertThat(problems(Settings.valid(issuer), MistakenApplication.class).toString())
                .doesNotContain("odd scope", "odd acr", "odd age");
    }

    @Test
    void stopsWhereSpringSecurityDecidesAndAnAnnotationOfRedoubtsWouldDoNothing() {
        assertThat(problems(Settings.forSpringSecurity(issuer), Annotated.class))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.setting()).isEqualTo(Fine.class.getName() + ".scope()");
                    assertThat(problem.problem()).contains("Spring Security decides");
                    assertThat(problem.remedy()).contains("redoubt.access.enforced-by");
                });
    }

    @Test
    void stopsForAnAnnotationOnAnEndpointOfTheActuator() {
        assertThat(problems(Settings.valid(issuer), Operating.class))
                .extracting(ConfigurationException.Problem::setting)
                .containsExactlyInAnyOrder(Operations.class.getName() + ".read()", ClosedOperations.class.getName());
    }

    @Test
    void leavesJakartasAnnotationsToSpringSecurity() {
        try (RunningApplication application =
                RunningApplication.start(Settings.forSpringSecurity(issuer), Jakartas.class)) {
            assertThat(Http.get(application.uri("/fine/role"), issuer.token().sign())
                            .statusCode())
                    .isEqualTo(200); // Spring Security's own switch for them is off
        }
    }

    @Test
    void failsForEveryUncoveredEndpointAndSaysHowToMendIt() {
        Settings failing = Settings.valid(issuer)
                .with("redoubt.access.uncovered", "fail")
                .with("redoubt.access.open[1]", "/actuator")
                .with("redoubt.access.open[2]", "/actuator/health/**");

        assertThat(problems(failing, OrdersApplication.class))
                .satisfiesExactlyInAnyOrder(
                        problem -> {
                            assertThat(problem.setting())
                                    .isEqualTo(
                                            "GET /forgotten (io.redoubt.spring.OrdersApplication$Orders.forgotten())");
                            assertThat(problem.problem()).isEqualTo("is covered by neither a rule nor an annotation");
                            assertThat(problem.remedy())
                                    .contains("redoubt.access.rules", "@RequiresScope", "redoubt.access.open");
                        },
                        problem -> assertThat(problem.setting()).startsWith("POST /orders/{id} "),
                        problem -> assertThat(problem.setting()).startsWith("DELETE /orders/{id} "));
    }

    @Test
    void startsWhereEverythingIsCovered() {
        Settings failing = Settings.valid(issuer)
                .with("redoubt.access.uncovered", "fail")
                .with("redoubt.access.open[1]", "/actuator")
                .with("redoubt.access.open[2]", "/actuator/health/**");
        try (RunningApplication application = RunningApplication.start(failing, Annotated.class)) {
            assertThat(Http.get(application.uri("/fine/scope")).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void refusesAnUnknownAnswerToUncovered() {
        assertThat(problems(Settings.valid(issuer).with("redoubt.access.uncovered", "ignore"), OrdersApplication.class))
                .singleElement()
                .isEqualTo(new ConfigurationException.Problem(
                        "redoubt.access.uncovered", "is not known", "write deny or fail"));
    }

    @Test
    void warnsOfUncoveredEndpoints() {
        try (CapturedOutput output = CapturedOutput.begin();
                RunningApplication application =
                        RunningApplication.start(Settings.valid(issuer), OrdersApplication.class)) {
            assertThat(application.context().isRunning()).isTrue();
            assertThat(output.text())
                    .contains("WARN", "neither a rule nor an annotation covers", "GET /forgotten (", "@RequiresScope")
                    .doesNotContain("GET /open/hello (");
        }
    }

    private static List<ConfigurationException.Problem> problems(Settings settings, Class<?> application) {
        Throwable failure = catchThrowable(
                () -> RunningApplication.start(settings, application).close());
        while (failure != null && !(failure instanceof ConfigurationException)) {
            failure = failure.getCause();
        }
        assertThat(failure).isInstanceOf(ConfigurationException.class);
        return ((ConfigurationException) failure).problems();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Mistaken.class)
    static class MistakenApplication {

        @Bean
        RouterFunction<ServerResponse> routes() {
            return RouterFunctions.route().GET("/route", new Route()).build();
        }
    }

    @RequiresScope("a")
    static final class Route implements HandlerFunction<ServerResponse> {

        @Override
        public ServerResponse handle(ServerRequest request) {
            return ServerResponse.ok().build();
        }
    }

    @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
    @StepUp(acr = "mfa")
    @interface Mfa {}

    @RestController
    static class Mistaken {

        @PermitAll
        @RequiresScope("a")
        @GetMapping("/m/1")
        void everybodyWithScope() {}

        @PermitAll
        @DenyAll
        @GetMapping("/m/2")
        void nobodyAndEverybody() {}

        @RequiresScope("odd scope")
        @GetMapping("/m/3")
        void oddScope() {}

        @RequiresScope({})
        @GetMapping("/m/4")
        void noScope() {}

        @RolesAllowed({})
        @GetMapping("/m/5")
        void noRole() {}

        @RolesAllowed(" ")
        @GetMapping("/m/6")
        void blankRole() {}

        @StepUp(acr = "odd acr")
        @GetMapping("/m/7")
        void oddAcr() {}

        @StepUp(amr = "")
        @GetMapping("/m/8")
        void oddAmr() {}

        @StepUp(maxAge = "odd age")
        @GetMapping("/m/9")
        void oddAge() {}

        @StepUp(maxAge = "999ms")
        @GetMapping("/m/10")
        void noAge() {}

        @StepUp
        @GetMapping("/m/11")
        void nothing() {}

        @Mfa
        @StepUp(maxAge = "5m")
        @GetMapping("/m/12")
        void twice() {}
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Fine.class)
    static class Annotated {}

    @RestController
    static class Fine {

        @RequiresScope("a")
        @GetMapping("/fine/scope")
        String scope() {
            return "";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Roles.class)
    static class Jakartas {}

    @RestController
    static class Roles {

        @RolesAllowed("nobody-has-this")
        @GetMapping("/fine/role")
        String role() {
            return "";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({Operations.class, ClosedOperations.class})
    static class Operating {}

    @Endpoint(id = "operations")
    static class Operations {

        @RequiresScope("ops")
        @ReadOperation
        public String read() {
            return "";
        }

        @ReadOperation
        public String select(@Selector String name) {
            return name;
        }
    }

    @Endpoint(id = "closed")
    @StepUp(acr = "urn:example:mfa")
    static class ClosedOperations {

        @ReadOperation
        public String read() {
            return "";
        }
    }
}
