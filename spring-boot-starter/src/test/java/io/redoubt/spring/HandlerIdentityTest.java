package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.Reason;
import io.redoubt.access.RequestGuard;
import io.redoubt.audit.SecurityEvent;
import io.redoubt.audit.SecurityEventListener;
import io.redoubt.state.ReplayGuard;
import io.redoubt.testkit.TestIssuer;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Scope;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The handler that was judged is the one that is invoked, however it is chosen; everything runs in a real application. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HandlerIdentityTest {

    private final TestIssuer issuer = TestIssuer.start();
    private RunningApplication application;

    @BeforeAll
    void start() {
        Settings settings = Settings.valid(issuer).with("spring.mvc.hiddenmethod.filter.enabled", "true");
        application = RunningApplication.start(settings, Chosen.class);
    }

    @AfterAll
    void stop() {
        application.close();
        issuer.close();
    }

    @BeforeEach
    void forget() {
        events().clear();
    }

    private List<SecurityEvent> events() {
        return application.context().getBean(Events.class).events;
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "/chosen, text/plain, a=1, 200",
        "/chosen, application/xml, a=1, 403",
        "/chosen, text/plain, b=1, 403",
    })
    void judgesTheHandlerThatContentTypeAndParametersChoose(String path, String type, String query, int status) {
        HttpResponse<String> response = send(post(path + "?" + query, "x").header("Content-Type", type));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(events()).noneMatch(HandlerIdentityTest::isChanged);
    }

    @Test
    void judgesTheHandlerThatAHeaderChooses() {
        assertThat(send(get("/by-header").header("X-Mode", "free")).statusCode())
                .isEqualTo(200);
        assertThat(send(get("/by-header").header("X-Mode", "strict")).statusCode())
                .isEqualTo(403);
    }

    @Test
    void judgesTheHandlerThatAFormFieldChoosesAndLeavesTheFormToIt() {
        HttpRequest.Builder free =
                post("/by-form", "kind=free&text=hello").header("Content-Type", "application/x-www-form-urlencoded");
        HttpRequest.Builder strict =
                post("/by-form", "kind=strict&text=hello").header("Content-Type", "application/x-www-form-urlencoded");

        assertThat(send(free).body()).isEqualTo("free hello");
        assertThat(send(strict).statusCode()).isEqualTo(403);
    }

    @Test
    void judgesTheMethodThatAFormFieldOverrides() {
        HttpRequest.Builder deletion =
                post("/items", "_method=DELETE").header("Content-Type", "application/x-www-form-urlencoded");
        HttpRequest.Builder creation =
                post("/items", "x=1").header("Content-Type", "application/x-www-form-urlencoded");

        assertThat(send(creation).body()).isEqualTo("created");
        assertThat(send(deletion).statusCode()).isEqualTo(403);
        assertThat(send(post("/items", "").header("X-HTTP-Method-Override", "DELETE"))
                        .body())
                .isEqualTo("created");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "OPTIONS", "PUT", "TRACE", "FOO"})
    void asksForTheScopeWhateverTheMethod(String method) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(application.uri("/strict")).method(method, BodyPublishers.noBody());

        assertThat(Http.send(request).statusCode()).isIn(401, 405);
    }

    @Test
    void letsHeadPassWhereGetMay() {
        HttpRequest.Builder head = HttpRequest.newBuilder(application.uri("/strict"))
                .method("HEAD", BodyPublishers.noBody())
                .header("Authorization", "Bearer " + token("strict"));

        assertThat(Http.send(head).statusCode()).isEqualTo(200);
    }

    @Test
    void judgesAgainWhereAnOpenHandlerForwards() {
        assertThat(Http.get(application.uri("/open/forward?to=/strict")).statusCode())
                .isEqualTo(401);
        assertThat(send(get("/open/forward?to=/strict", token("other"))).statusCode())
                .isEqualTo(403);
        assertThat(send(get("/open/forward?to=/strict", token("strict"))).body())
                .isEqualTo("strict");
        assertThat(Http.get(application.uri("/open/forward?to=/plain")).body()).isEqualTo("plain");
        assertThat(Http.get(application.uri("/open/forward?to=/free")).body()).isEqualTo("free");
    }

    @Test
    void judgesAgainWhereAnOpenHandlerIncludes() {
        assertThat(Http.get(application.uri("/open/include?to=/strict")).body()).doesNotContain("strict");
        assertThat(Http.get(application.uri("/open/include?to=/free")).body()).contains("before", "free");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/async/callable", "/async/deferred", "/async/stream"})
    void judgesAsyncHandlersInEveryDispatch(String path) {
        assertThat(Http.get(application.uri(path)).statusCode()).isEqualTo(401);
        assertThat(send(get(path, token("other"))).statusCode()).isEqualTo(403);
        assertThat(send(get(path, token("strict"))).body()).isEqualTo("late");
        assertThat(events()).noneMatch(HandlerIdentityTest::isChanged);
    }

    @Test
    void showsTheErrorPageOfAnAnnotatedHandler() {
        HttpResponse<String> response = send(get("/failing", token("strict")));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains("Internal Server Error");
    }

    @Test
    void leavesExceptionHandlersAlone() {
        assertThat(send(get("/handled", token("strict"))).body()).isEqualTo("handled");
    }

    @Test
    void invokesHandlersThatAreMadeAnewForEachRequest() {
        assertThat(send(get("/prototype", token("strict"))).body()).isEqualTo("prototype");
        assertThat(send(get("/request-scoped", token("strict"))).body()).isEqualTo("request-scoped");
        assertThat(send(get("/request-scoped", token("other"))).statusCode()).isEqualTo(403);
    }

    @Test
    void needsARuleForAFunctionalRoute() {
        assertThat(send(get("/route", token("strict"))).statusCode()).isEqualTo(403);
        assertThat(send(get("/orders/route", token("orders:read"))).body()).isEqualTo("route");
        assertThat(Http.get(application.uri("/orders/route")).statusCode()).isEqualTo(401);
    }

    @Test
    void findsAHandlerThatIsRegisteredLater() throws NoSuchMethodException {
        RequestMappingHandlerMapping mapping =
                application.context().getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        RequestMappingInfo info = RequestMappingInfo.paths("/later")
                .options(mapping.getBuilderConfiguration())
                .build();
        assertThat(send(get("/later", token("strict"))).statusCode()).isEqualTo(403);

        mapping.registerMapping(info, new Later(), Later.class.getDeclaredMethod("later"));

        assertThat(send(get("/later", token("strict"))).body()).isEqualTo("later");
        assertThat(send(get("/later", token("other"))).statusCode()).isEqualTo(403);
        mapping.unregisterMapping(info);
    }

    @Test
    void refusesAnotherHandlerThanTheOneThatWasJudged() {
        HttpResponse<String> response = send(get("/open/plain?behind=/strict"));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).isEmpty();
        assertThat(events()).singleElement().matches(HandlerIdentityTest::isChanged);
    }

    @Test
    void refusesWhatNobodyCoversBehindAHandlerThatIsFreeForAll() {
        assertThat(Http.get(application.uri("/free")).body()).isEqualTo("free");
        assertThat(Http.get(application.uri("/free?behind=/plain")).statusCode())
                .isEqualTo(403);
        assertThat(Http.get(application.uri("/open/plain?behind=/free")).statusCode())
                .isEqualTo(403);
    }

    @Test
    void leavesNoTraceOfTheLookupBehind() {
        HttpResponse<String> response = send(get("/variable/7", token("strict")));

        assertThat(response.body()).contains("HandlerMapping.uriTemplateVariables");
        assertThat(response.headers().firstValue("X-Attributes-Before")).contains("[]");
    }

    @Test
    void tellsHowToStepUp() {
        HttpResponse<String> response = send(get("/elevated", token("any")));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(Http.challenge(response))
                .contains(
                        "error=\"insufficient_user_authentication\"",
                        "acr_values=\"urn:example:mfa\"",
                        "max_age=\"300\"");
        assertThat(send(get("/elevated", elevated("otp", Instant.now()))).body())
                .isEqualTo("elevated");
        assertThat(send(get("/elevated", elevated("pwd", Instant.now()))).statusCode())
                .isEqualTo(401);
        assertThat(send(get("/elevated", elevated("otp", Instant.now().minusSeconds(301))))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void spendsATokenForAnAnnotatedSingleUse() {
        String token = issuer.token().sign();

        assertThat(send(get("/once", token)).body()).isEqualTo("once");
        assertThat(send(get("/once", token)).statusCode()).isEqualTo(401);
    }

    @Test
    void answersARealPreflightWithoutAToken() {
        HttpResponse<String> response = preflight("/cors", "https://shop.example", "GET");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains("https://shop.example");
        assertThat(response.body()).isEmpty();
        assertThat(events()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/strict", "/plain", "/options", "/nowhere", "/orders/7", "/everything"})
    void guardsWhatIsOnlyDressedAsAPreflight(String path) {
        HttpResponse<String> response = preflight(path, "https://evil.example", "GET");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void invokesNoHandlerForAForgedPreflight() {
        // MVC has a CORS configuration for this handler, which takes every method: its own handler answers.
        HttpResponse<String> response = preflight("/cors-everything", "https://shop.example", "OPTIONS");

        assertThat(response.body()).doesNotContain("reached");
        HttpRequest.Builder noOrigin = HttpRequest.newBuilder(application.uri("/cors-everything"))
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Access-Control-Request-Method", "GET");
        assertThat(Http.send(noOrigin).statusCode()).isEqualTo(401);
        HttpRequest.Builder notOptions = HttpRequest.newBuilder(application.uri("/cors-everything"))
                .header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", "GET");
        assertThat(Http.send(notOptions).statusCode()).isEqualTo(401);
    }

    @Test
    void refusesAPreflightBehindWhichSomethingElseWouldRun() {
        HttpResponse<String> response = preflight("/cors?behind=/plain&as=GET", "https://shop.example", "GET");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).isEmpty();
        assertThat(events()).singleElement().matches(HandlerIdentityTest::isChanged);
    }

    private static List<String> attributes(HttpServletRequest request) {
        return Collections.list(request.getAttributeNames()).stream()
                .filter(name -> name.startsWith("org.springframework.web.servlet."))
                .toList();
    }

    private static boolean isChanged(SecurityEvent event) {
        return event instanceof SecurityEvent.AccessDenied denied && denied.reason() == Reason.HANDLER_CHANGED;
    }

    private HttpResponse<String> preflight(String path, String origin, String method) {
        return Http.send(HttpRequest.newBuilder(application.uri(path))
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method));
    }

    private String token(String... scopes) {
        return issuer.token().scope(scopes).sign();
    }

    private String elevated(String method, Instant time) {
        return issuer.token().authenticatedAt(time, "urn:example:mfa", method).sign();
    }

    private HttpRequest.Builder get(String path) {
        return get(path, token("other"));
    }

    private HttpRequest.Builder get(String path, String token) {
        return HttpRequest.newBuilder(application.uri(path)).header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder post(String path, String body) {
        return get(path).POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        return Http.send(request);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({Handlers.class, Prototype.class, RequestScoped.class, Events.class, SpendingGuard.class})
    static class Chosen {

        @Bean
        RouterFunction<ServerResponse> routes() {
            return RouterFunctions.route()
                    .GET("/route", request -> ServerResponse.ok().body("route"))
                    .GET("/orders/route", request -> ServerResponse.ok().body("route"))
                    .build();
        }

        /** What stands between Redoubt and Spring MVC may change the request, on purpose or not. */
        @Bean
        FilterRegistrationBean<Filter> changing() {
            Filter filter = (request, response, chain) ->
                    Chosen.pass((HttpServletRequest) request, (HttpServletResponse) response, chain);
            FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
            registration.setOrder(0);
            return registration;
        }

        private static void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            response.setHeader("X-Attributes-Before", attributes(request).toString());
            String query = String.valueOf(request.getQueryString());
            if (!query.startsWith("behind=")) {
                chain.doFilter(request, response);
                return;
            }
            String[] parts = query.substring("behind=".length()).split("&as=", 2);
            chain.doFilter(new Changed(request, parts[0], parts.length > 1 ? parts[1] : request.getMethod()), response);
        }
    }

    static final class Changed extends HttpServletRequestWrapper {

        private final String path;
        private final String method;

        Changed(HttpServletRequest request, String path, String method) {
            super(request);
            this.path = path;
            this.method = method;
        }

        @Override
        public String getRequestURI() {
            return path;
        }

        @Override
        public String getServletPath() {
            return path;
        }

        @Override
        public String getMethod() {
            return method;
        }
    }

    static final class Events implements SecurityEventListener {

        private final List<SecurityEvent> events = new CopyOnWriteArrayList<>();

        @Override
        public void on(SecurityEvent event) {
            events.add(event);
        }
    }

    static final class SpendingGuard implements BeanPostProcessor {

        /** Ten minutes behind, so that the memory is older than the token. */
        private final ReplayGuard replays =
                ReplayGuard.inProcess(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-10)), System::nanoTime);

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof RequestGuard guard ? guard.spendingIn(replays) : bean;
        }
    }

    static final class Later {

        @RequiresScope("strict")
        @org.springframework.web.bind.annotation.ResponseBody
        String later() {
            return "later";
        }
    }

    @RestController
    @Scope("prototype")
    static class Prototype {

        @RequiresScope("strict")
        @GetMapping("/prototype")
        String prototype() {
            return "prototype";
        }
    }

    @RestController
    @Scope("request")
    static class RequestScoped {

        @RequiresScope("strict")
        @GetMapping("/request-scoped")
        String scoped() {
            return "request-scoped";
        }
    }

    @RestController
    static class Handlers {

        @PermitAll
        @PostMapping(path = "/chosen", params = "a", consumes = "text/plain")
        String chosen() {
            return "free";
        }

        @RequiresScope("strict")
        @PostMapping(path = "/chosen", consumes = "application/xml")
        String chosenXml() {
            return "strict";
        }

        @RequiresScope("strict")
        @PostMapping(path = "/chosen", params = "b", consumes = "text/plain")
        String chosenB() {
            return "strict";
        }

        @PermitAll
        @GetMapping(path = "/by-header", headers = "X-Mode=free")
        String free(HttpServletRequest request) {
            return "free";
        }

        @RequiresScope("strict")
        @GetMapping(path = "/by-header", headers = "X-Mode=strict")
        String strict(HttpServletRequest request) {
            return "strict";
        }

        @PermitAll
        @PostMapping(path = "/by-form", params = "kind=free")
        String freeForm(String text) {
            return "free " + text;
        }

        @RequiresScope("strict")
        @PostMapping(path = "/by-form", params = "kind=strict")
        String strictForm(String text) {
            return "strict " + text;
        }

        @PermitAll
        @PostMapping("/items")
        String create() {
            return "created";
        }

        @RequiresScope("strict")
        @DeleteMapping("/items")
        String delete() {
            return "deleted";
        }

        @RequiresScope("strict")
        @GetMapping("/strict")
        String strict() {
            return "strict";
        }

        @PermitAll
        @GetMapping("/free")
        String free() {
            return "free";
        }

        @GetMapping({"/plain", "/open/plain", "/orders/7"})
        String plain() {
            return "plain";
        }

        @RequestMapping(path = "/options", method = org.springframework.web.bind.annotation.RequestMethod.OPTIONS)
        String options() {
            return "reached";
        }

        @RequestMapping("/everything")
        String everything() {
            return "reached";
        }

        @CrossOrigin("https://shop.example")
        @RequiresScope("strict")
        @GetMapping("/cors")
        String cors() {
            return "reached";
        }

        @CrossOrigin("https://shop.example")
        @RequiresScope("strict")
        @RequestMapping("/cors-everything")
        String corsEverything() {
            return "reached";
        }

        @GetMapping("/open/forward")
        void forward(String to, HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            request.getRequestDispatcher(to).forward(request, response);
        }

        @GetMapping("/open/include")
        void include(String to, HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            response.getOutputStream().print("before ");
            request.getRequestDispatcher(to).include(request, response);
        }

        @RequiresScope("strict")
        @GetMapping("/variable/{id}")
        String variable(@PathVariable String id, HttpServletRequest request) {
            return attributes(request).toString();
        }

        @RequiresScope("strict")
        @GetMapping("/async/callable")
        Callable<String> callable() {
            return () -> "late";
        }

        @RequiresScope("strict")
        @GetMapping("/async/deferred")
        DeferredResult<String> deferred() {
            DeferredResult<String> result = new DeferredResult<>();
            new Thread(() -> result.setResult("late")).start();
            return result;
        }

        @RequiresScope("strict")
        @GetMapping("/async/stream")
        StreamingResponseBody stream() {
            return output -> output.write("late".getBytes(StandardCharsets.UTF_8));
        }

        @RequiresScope("strict")
        @GetMapping("/failing")
        String failing() {
            throw new IllegalStateException("on purpose");
        }

        @RequiresScope("strict")
        @GetMapping("/handled")
        String handledLater() {
            throw new UnsupportedOperationException("on purpose");
        }

        @ExceptionHandler(UnsupportedOperationException.class)
        String handle(HandlerMethod method) {
            return "handled";
        }

        @StepUp(acr = "urn:example:mfa", amr = "otp", maxAge = "5m")
        @GetMapping("/elevated")
        String elevated() {
            return "elevated";
        }

        @StepUp(singleUse = true)
        @GetMapping("/once")
        String once() {
            return "once";
        }
    }
}
