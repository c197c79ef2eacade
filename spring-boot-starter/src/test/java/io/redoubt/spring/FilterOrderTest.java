package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.testkit.TestIssuer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;

/** What changes a request's method or path comes before the filter, so that it judges what will be routed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilterOrderTest {

    private final TestIssuer issuer = TestIssuer.start();
    private RunningApplication application;

    @BeforeAll
    void start() {
        Settings settings = Settings.valid(issuer)
                .with("spring.mvc.hiddenmethod.filter.enabled", "true")
                .with("server.forward-headers-strategy", "framework")
                .with("redoubt.access.rules[1].path", "/orders/**")
                .with("redoubt.access.rules[1].methods", "POST")
                .with("redoubt.access.rules[1].scopes", "orders:write")
                .with("redoubt.access.rules[2].path", "/orders/**")
                .with("redoubt.access.rules[2].methods", "DELETE")
                .with("redoubt.access.rules[2].scopes", "orders:delete");
        application = RunningApplication.start(settings, OrdersApplication.class);
    }

    @AfterAll
    void stop() {
        application.close();
        issuer.close();
    }

    @Test
    void judgesAHiddenMethodAsTheMethodThatItBecomes() {
        assertThat(postedForm("_method=DELETE", "orders:write").statusCode()).isEqualTo(403);
        assertThat(postedForm("_method=delete", "orders:write").statusCode()).isEqualTo(403);
        assertThat(postedForm("_method=DELETE", "orders:delete").body()).isEqualTo("deleted 7");
        assertThat(postedForm("other=DELETE", "orders:write").body()).isEqualTo("changed 7");
        assertThat(postedForm("_method=GET", "orders:write").body()).isEqualTo("changed 7");
    }

    @Test
    void judgesTheSamePathBehindEveryForwardedPrefix() {
        for (String prefix :
                new String[] {"/open", "/open/", "/open/..", "/open/../orders", "/orders", "x", "/;", "//"}) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(application.uri("/orders")).header("X-Forwarded-Prefix", prefix);

            assertThat(Http.send(request).statusCode()).as(prefix).isIn(400, 401);
        }
    }

    @Test
    void comesBeforeWhatWorksForTheCaller() {
        FilterRegistrationBean<?> registration =
                application.context().getBean("redoubtFilter", FilterRegistrationBean.class);

        assertThat(registration.getOrder()).isLessThan(-100).isGreaterThan(Ordered.HIGHEST_PRECEDENCE);
    }

    private HttpResponse<String> postedForm(String form, String scope) {
        return Http.send(HttpRequest.newBuilder(application.uri("/orders/7"))
                .header("Authorization", "Bearer " + issuer.token().scope(scope).sign())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }
}
