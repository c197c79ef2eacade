package io.redoubt.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.access.AccessPolicy;
import io.redoubt.testkit.TestIssuer;
import jakarta.servlet.ServletContext;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each execution tests what it is named after: a mistake in a class path would otherwise test one container twice. */
class ContainerTest {

    private static final AccessPolicy POLICY =
            AccessPolicy.builder().open("/about").build();

    @Test
    void isTheProductAndTheServletApiOfThisExecution() throws Exception {
        Product product = Product.current();

        try (TestIssuer issuer = TestIssuer.start();
                OrdersGuard guard = OrdersGuard.trusting(issuer, POLICY);
                GuardedServer server = GuardedServer.start(
                        guard.guard(),
                        Map.of(
                                "/about",
                                (request, response) ->
                                        response.getWriter().write(about(request.getServletContext()))))) {
            String about = new RawClient(server.port()).get("/about").body();

            assertThat(about)
                    .startsWith(product.serverInfo())
                    .endsWith(" with Servlet " + product.servletVersion() + " and its API");
        }
    }

    /** {@return the server, the version that it tells, and whether the API is of that version, too} */
    private static String about(ServletContext context) {
        boolean isApiOf61 = Stream.of(jakarta.servlet.http.HttpServletResponse.class.getMethods())
                .anyMatch(method -> method.getName().equals("sendRedirect") && method.getParameterCount() == 2);
        String told = context.getMajorVersion() + "." + context.getMinorVersion();
        return context.getServerInfo() + " with Servlet " + told + " and "
                + (told.equals(isApiOf61 ? "6.1" : "6.0") ? "its API" : "another API");
    }
}
