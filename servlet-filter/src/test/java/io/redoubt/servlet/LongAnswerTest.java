package io.redoubt.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.Reason;
import io.redoubt.access.AccessPolicy;
import io.redoubt.access.Requirement;
import io.redoubt.testkit.TestClock;
import io.redoubt.testkit.TestIssuer;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer that outlives the token it was asked for with: a decision holds for its request, and for no other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LongAnswerTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final AccessPolicy policy = AccessPolicy.builder()
            .rule("/orders/**", new Requirement(Set.of("orders:read"), Set.of()))
            .build();
    private final TestClock clock = TestClock.at(Instant.parse("2026-01-01T12:00:00Z"));
    private final TestIssuer issuer = TestIssuer.start(clock);
    private OrdersGuard guard;
    private GuardedServer server;

    @BeforeAll
    void start() throws Exception {
        guard = OrdersGuard.trusting(issuer, policy, clock);
        server = GuardedServer.start(
                guard.guard(),
                Map.of(
                        "/orders/now", (request, response) -> writeAndWait(response),
                        "/orders/events",
                                (request, response) -> {
                                    AsyncContext context = request.startAsync();
                                    context.start(() -> {
                                        writeAndWait(context.getResponse());
                                        context.complete();
                                    });
                                },
                        "/orders/later",
                                (request, response) -> {
                                    AsyncContext context = request.startAsync();
                                    clock.advance(LONG);
                                    context.dispatch("/orders/target");
                                },
                        "/orders/target", (request, response) -> write(response, "begun, done")));
    }

    @AfterAll
    void stop() {
        server.close();
        guard.close();
        issuer.close();
    }

    @BeforeEach
    void forget() {
        guard.events().forget();
    }

    @ParameterizedTest
    @ValueSource(strings = {"now", "events", "later"})
    @Tag("attack-184")
    void goesOnWhenTheTokenExpiresAndIsTheLast(String handler) {
        String token = "Authorization: Bearer "
                + issuer.token()
                        .scope("orders:read")
                        .expiresAt(clock.instant().plusSeconds(60))
                        .sign();
        RawClient client = new RawClient(server.port());

        RawResponse response = client.get("/orders/" + handler, token);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).contains("begun, ").contains("done");
        assertThat(guard.events().all()).isEmpty();
        assertThat(client.get("/orders/" + handler, token).status()).isEqualTo(401);
        assertThat(guard.events().reasons()).containsExactly(Reason.EXPIRED);
    }

    private void writeAndWait(ServletResponse response) {
        write(response, "begun, ");
        clock.advance(LONG);
        write(response, "done");
    }

    private static void write(ServletResponse response, String text) {
        try {
            response.getWriter().write(text);
            response.flushBuffer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
