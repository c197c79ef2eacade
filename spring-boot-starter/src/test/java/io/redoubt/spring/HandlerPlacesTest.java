package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.testkit.TestIssuer;
import jakarta.annotation.security.PermitAll;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Annotations hold wherever Spring MVC stands and whatever stands around its handlers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HandlerPlacesTest {

    private final TestIssuer issuer = TestIssuer.start();
    private final Settings settings = Settings.valid(issuer);

    @AfterAll
    void stop() {
        issuer.close();
    }

    @Test
    void holdsBelowAContextPath() {
        try (RunningApplication application =
                RunningApplication.start(settings.with("server.servlet.context-path", "/shop"), Plain.class)) {
            holds(application.uri("/shop/strict"), application.uri("/shop/free"));
        }
    }

    @Test
    void holdsBelowThePathOfTheServlet() {
        try (RunningApplication application =
                RunningApplication.start(settings.with("spring.mvc.servlet.path", "/api"), Plain.class)) {
            holds(application.uri("/api/strict"), application.uri("/api/free"));
            assertThat(Http.get(application.uri("/free")).statusCode()).isEqualTo(401);
            assertThat(application.context().getBean(EndpointInventory.class).endpoints())
                    .extracting(ListedEndpoint::path)
                    .contains("/api/strict", "/api/actuator");
        }
    }

    @Test
    void holdsInASecondDispatcherServlet() {
        try (RunningApplication application = RunningApplication.start(settings, Plain.class, Second.class)) {
            holds(application.uri("/second/strict"), application.uri("/second/free"));
            holds(application.uri("/strict"), application.uri("/free"));
        }
    }

    @Test
    void readsTheClassBehindProxies() {
        try (RunningApplication application = RunningApplication.start(settings, Proxied.class)) {
            holds(application.uri("/cglib/strict"), application.uri("/cglib/free"));
            holds(application.uri("/jdk/strict"), application.uri("/jdk/free"));
        }
    }

    @Test
    void readsTheClassOfAHandlerThatIsNoMethod() {
        try (RunningApplication application = RunningApplication.start(settings, Urls.class)) {
            holds(application.uri("/url/strict"), application.uri("/url/free"));
        }
    }

    /** Spring MVC takes no interceptor into such a mapping, so nothing would notice if it changed its mind. */
    @Test
    void believesNoMappingThatTakesNoInterceptors() {
        try (RunningApplication application = RunningApplication.start(settings, Bare.class)) {
            assertThat(Http.get(application.uri("/bare/free")).statusCode()).isEqualTo(401);
            assertThat(Http.get(application.uri("/bare/free"), token("strict")).statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void protectsTheFirstAnnotatedHandlerThatIsRegisteredOnAPathOfARule() throws NoSuchMethodException {
        try (RunningApplication application = RunningApplication.start(settings, OrdersApplication.class)) {
            RequestMappingHandlerMapping mapping =
                    application.context().getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
            assertThat(application.context().getBean(AnnotatedAccess.class).isAnythingSaid())
                    .isFalse();
            mapping.registerMapping(
                    RequestMappingInfo.paths("/orders/late")
                            .options(mapping.getBuilderConfiguration())
                            .build(),
                    new Late(),
                    Late.class.getDeclaredMethod("late"));

            assertThat(Http.get(application.uri("/orders/late"), token("orders:read"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(Http.get(application.uri("/orders/late"), token("orders:read", "strict"))
                            .body())
                    .isEqualTo("late");
            assertThat(Http.get(application.uri("/orders/late"), token("orders:read"))
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void findsTheFirstAnnotatedHandlerThatIsRegisteredOnAPathWithoutARule() throws NoSuchMethodException {
        try (RunningApplication application = RunningApplication.start(settings, OrdersApplication.class)) {
            RequestMappingHandlerMapping mapping =
                    application.context().getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
            mapping.registerMapping(
                    RequestMappingInfo.paths("/late")
                            .options(mapping.getBuilderConfiguration())
                            .build(),
                    new Late(),
                    Late.class.getDeclaredMethod("late"));

            assertThat(Http.get(application.uri("/late"), token("orders:read")).statusCode())
                    .isEqualTo(403);
            assertThat(Http.get(application.uri("/late"), token("strict")).body())
                    .isEqualTo("late");
        }
    }

    @Test
    void resolvesTheManagementPortByItsOwnMappings() {
        Settings apart = settings.with("management.server.port", "0")
                .with("management.server.address", "127.0.0.1")
                .with("management.endpoints.web.exposure.include", "*")
                .with("management.endpoints.web.cors.allowed-origins", "https://ops.example")
                .with("redoubt.access.rules[1].path", "/actuator/**")
                .with("redoubt.access.rules[1].scopes", "ops");
        try (RunningApplication application = RunningApplication.start(apart, Plain.class)) {
            holds(application.uri("/strict"), application.uri("/free"));
            // On that port there is no such handler, so nothing opens the path.
            assertThat(Http.get(application.managementUri("/free")).statusCode())
                    .isEqualTo(401);
            assertThat(Http.get(application.managementUri("/actuator/env"), token("ops"))
                            .statusCode())
                    .isEqualTo(200);
            HttpResponse<String> preflight =
                    Http.send(HttpRequest.newBuilder(application.managementUri("/actuator/env"))
                            .method("OPTIONS", BodyPublishers.noBody())
                            .header("Origin", "https://ops.example")
                            .header("Access-Control-Request-Method", "GET"));
            assertThat(preflight.statusCode()).isEqualTo(200);
            assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains("https://ops.example");
        }
    }

    private void holds(URI strict, URI free) {
        assertThat(Http.get(strict).statusCode()).isEqualTo(401);
        assertThat(Http.get(strict, token("other")).statusCode()).isEqualTo(403);
        assertThat(Http.get(strict, token("strict")).body()).isEqualTo("strict");
        assertThat(Http.get(free).body()).isEqualTo("free");
    }

    private String token(String... scopes) {
        return issuer.token().scope(scopes).sign();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Both.class)
    static class Plain {}

    @RestController
    static class Both {

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
    }

    @Configuration(proxyBeanMethods = false)
    static class Second {

        @Bean
        ServletRegistrationBean<DispatcherServlet> second(
                org.springframework.web.context.WebApplicationContext context) {
            ServletRegistrationBean<DispatcherServlet> registration =
                    new ServletRegistrationBean<>(new DispatcherServlet(context), "/second/*");
            registration.setName("second");
            return registration;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({Cglib.class, Jdk.class, Proxies.class})
    static class Proxied {}

    static final class Proxies implements BeanPostProcessor {

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (!(bean instanceof Cglib) && !(bean instanceof JdkApi)) {
                return bean;
            }
            ProxyFactory factory = new ProxyFactory(bean);
            factory.setProxyTargetClass(bean instanceof Cglib);
            return factory.getProxy();
        }
    }

    @RestController
    static class Cglib {

        @RequiresScope("strict")
        @GetMapping("/cglib/strict")
        public String strict() {
            return "strict";
        }

        @PermitAll
        @GetMapping("/cglib/free")
        public String free() {
            return "free";
        }
    }

    @RestController
    interface JdkApi {

        @GetMapping("/jdk/strict")
        String strict();

        @GetMapping("/jdk/free")
        String free();
    }

    static class Jdk implements JdkApi {

        @Override
        @RequiresScope("strict")
        public String strict() {
            return "strict";
        }

        @Override
        @PermitAll
        public String free() {
            return "free";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Urls {

        @Bean
        SimpleUrlHandlerMapping urls() {
            SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping();
            mapping.setUrlMap(java.util.Map.of("/url/strict", new StrictUrl(), "/url/free", new FreeUrl()));
            mapping.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return mapping;
        }
    }

    @RequiresScope("strict")
    static final class StrictUrl implements HttpRequestHandler {

        @Override
        public void handleRequest(
                jakarta.servlet.http.HttpServletRequest request, jakarta.servlet.http.HttpServletResponse response)
                throws java.io.IOException {
            response.getWriter().write("strict");
        }
    }

    @PermitAll
    static final class FreeUrl implements HttpRequestHandler {

        @Override
        public void handleRequest(
                jakarta.servlet.http.HttpServletRequest request, jakarta.servlet.http.HttpServletResponse response)
                throws java.io.IOException {
            response.getWriter().write("free");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Bare {

        @Bean
        HandlerMapping bare() {
            return request -> request.getRequestURI().startsWith("/bare/")
                    ? new HandlerExecutionChain(new FreeUrl(), List.of())
                    : null;
        }
    }

    static final class Late {

        @RequiresScope("strict")
        @ResponseBody
        String late() {
            return "late";
        }
    }
}
