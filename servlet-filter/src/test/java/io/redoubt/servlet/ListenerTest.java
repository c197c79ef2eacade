package io.redoubt.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.access.AccessPolicy;
import io.redoubt.access.Requirement;
import io.redoubt.testkit.TestIssuer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Whoever listens learns of refusals, and changes none. */
class ListenerTest {

    private static final AccessPolicy POLICY = AccessPolicy.builder()
            .open("/open")
            .rule("/orders/**", new Requirement(Set.of("orders:read"), Set.of()))
            .build();

    @Test
    void answersAsEverWhenTheListenerThrows() throws Exception {
        AtomicInteger told = new AtomicInteger();

        try (TestIssuer issuer = TestIssuer.start();
                OrdersGuard guard = OrdersGuard.reportingTo(
                        event -> {
                            told.incrementAndGet();
                            throw new IllegalStateException("a listener that is broken");
                        },
                        issuer,
                        POLICY);
                GuardedServer server = GuardedServer.start(guard.guard(), Map.of("/", (request, response) -> {}))) {
            RawClient client = new RawClient(server.port());

            assertThat(client.get("/orders").status()).isEqualTo(401);
            assertThat(client.get("/orders;x").status()).isEqualTo(400);
            assertThat(client.get("/orders", "Authorization: Bearer x.y.z").status())
                    .isEqualTo(401);
            assertThat(client.get("/orders", bearer(issuer, "other")).status()).isEqualTo(403);
            assertThat(server.reached()).isEmpty();
            assertThat(client.get("/orders", bearer(issuer, "orders:read")).status())
                    .isEqualTo(200);
            assertThat(client.get("/open").status()).isEqualTo(200);
            assertThat(told).hasValue(4);
        }
    }

    private static String bearer(TestIssuer issuer, String scope) {
        return "Authorization: Bearer " + issuer.token().scope(scope).sign();
    }
}
