package io.redoubt.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.testkit.TestIssuer;
import io.redoubt.token.JwkSource;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The application that the documentation shows does what it says there. */
class PlainServletTest {

    @Test
    void guardsAnApplicationWithoutSpring() throws Exception {
        AtomicReference<JwkSource> started = new AtomicReference<>();
        Handler tellWhoCalls = (request, response) -> response.getWriter()
                .write(Caller.of(request).map(Caller::getName).orElse("nobody"));

        try (TestIssuer issuer = TestIssuer.start();
                Container container = Product.current().newContainer("")) {
            container.onStartup(
                    (classes, context) -> started.set(PlainServletSnippet.guard(context, issuer.issuerUri())));
            container.addServlet("everything", "/", new HandlerServlet(tellWhoCalls));
            container.start();
            try (JwkSource keys = started.get()) {
                RawClient client = new RawClient(container.port());
                assertThat(keys.awaitKeys(Duration.ofSeconds(20))).isTrue();
                String good = issuer.token().scope("orders:read").sign();
                String less = issuer.token().scope("orders:list").sign();

                assertThat(client.get("/health").body()).isEqualTo("nobody");
                assertThat(client.get("/orders/7", "Authorization: Bearer " + good)
                                .body())
                        .isEqualTo("alice");
                assertThat(client.get("/orders/7").status()).isEqualTo(401);
                assertThat(client.get("/orders/7", "Authorization: Bearer " + less)
                                .status())
                        .isEqualTo(403);
                assertThat(client.get("/else", "Authorization: Bearer " + good).status())
                        .isEqualTo(403);
            }
        }
    }
}
