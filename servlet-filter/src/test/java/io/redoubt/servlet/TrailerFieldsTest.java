package io.redoubt.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.access.AccessPolicy;
import io.redoubt.testkit.TestIssuer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Trailer fields (RFC 9110 section 6.5) are fields, too. */
class TrailerFieldsTest {

    @Test
    void tellTheApplicationNoIdentityThatHeaderFieldsMayNotTell() throws Exception {
        AccessPolicy policy = AccessPolicy.builder().open("/open").build();
        Map<String, Handler> handlers = Map.of("/open", (request, response) -> {
            request.getInputStream().readAllBytes();
            response.getWriter().write("trailers: " + request.getTrailerFields());
        });
        try (TestIssuer issuer = TestIssuer.start();
                OrdersGuard guard = OrdersGuard.trusting(issuer, policy);
                GuardedServer server = GuardedServer.start(guard.guard(), handlers)) {
            RawResponse response = new RawClient(server.port())
                    .send(String.join(
                            "\r\n",
                            "POST /open HTTP/1.1",
                            "Host: orders",
                            "Connection: close",
                            "TE: trailers",
                            "Trailer: X-User-Id",
                            "Transfer-Encoding: chunked",
                            "",
                            "1",
                            "x",
                            "0",
                            "X-User-Id: forged",
                            "Authorization: forged",
                            "",
                            ""));

            assertThat(response.body()).contains("trailers: ").doesNotContain("forged");
        }
    }
}
