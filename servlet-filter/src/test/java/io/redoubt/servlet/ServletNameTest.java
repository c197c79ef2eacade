package io.redoubt.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.access.AccessPolicy;
import io.redoubt.testkit.TestIssuer;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Jetty 12.1 remembers the filters of a servlet that was dispatched to by name under that name, and those of a path under
 * the path. By name there are none that are mapped to paths; so behind a servlet named "/admin" the path "/admin" was
 * forwarded to without this filter.
 */
class ServletNameTest {

    private static final AccessPolicy POLICY = AccessPolicy.builder().build();

    @Test
    void refusesToStartBesideAServletThatIsNamedLikeAPath() throws Exception {
        assertThatThrownBy(() -> initBeside("/admin"))
                .isInstanceOf(ServletException.class)
                .hasMessageContaining("give the servlet another name")
                .hasMessageNotContaining("admin");
    }

    @Test
    void startsBesideOtherServlets() {
        assertThatCode(() -> initBeside("admin")).doesNotThrowAnyException();
    }

    /** Jetty's own fault, for which the start is refused: when this fails there, the refusal can go. */
    @Test
    void isNeededWhereANameTakesTheFiltersOffAPath() throws Exception {
        AtomicReference<String> filtered = new AtomicReference<>("");
        Filter noting = (request, response, chain) -> {
            filtered.updateAndGet(types -> types + request.getDispatcherType() + ";");
            chain.doFilter(request, response);
        };
        try (Container container = Product.current().newContainer("")) {
            container.addFilter(noting);
            container.addServlet("/admin", "/admin", new HandlerServlet((request, response) -> {}));
            container.addServlet(
                    "by name",
                    "/name",
                    new HandlerServlet((request, response) -> request.getServletContext()
                            .getNamedDispatcher("/admin")
                            .forward(request, response)));
            container.addServlet(
                    "by path",
                    "/path",
                    new HandlerServlet((request, response) ->
                            request.getRequestDispatcher("/admin").forward(request, response)));
            container.start();
            RawClient client = new RawClient(container.port());

            client.get("/name");
            client.get("/path");

            assertThat(filtered.get())
                    .isEqualTo(Product.current().either("REQUEST;REQUEST;FORWARD;", "REQUEST;REQUEST;"));
        }
    }

    private static void initBeside(String name) throws Exception {
        AtomicReference<ServletContext> context = new AtomicReference<>();
        try (TestIssuer issuer = TestIssuer.start();
                OrdersGuard guard = OrdersGuard.trusting(issuer, POLICY);
                Container container = Product.current().newContainer("")) {
            container.addServlet(
                    name, "/", new HandlerServlet((request, response) -> context.set(request.getServletContext())));
            container.start();
            new RawClient(container.port()).get("/");
            new RedoubtFilter(guard.guard()).init(new Config(context.get()));
        }
    }

    private record Config(ServletContext context) implements FilterConfig {

        @Override
        public String getFilterName() {
            return "redoubt";
        }

        @Override
        public ServletContext getServletContext() {
            return context;
        }

        @Override
        public @Nullable String getInitParameter(String name) {
            return null;
        }

        @Override
        public Enumeration<String> getInitParameterNames() {
            return Collections.emptyEnumeration();
        }
    }
}
