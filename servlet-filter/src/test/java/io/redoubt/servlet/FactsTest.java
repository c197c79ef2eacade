package io.redoubt.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.access.AccessPolicy;
import io.redoubt.access.RequestFacts;
import io.redoubt.testkit.TestIssuer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FactsTest {

    private final List<RequestFacts> facts = new CopyOnWriteArrayList<>();

    /** What a client says of its address is text; whether it is a proxy that says so, only the server can know. */
    @Test
    void takeTheAddressOfTheConnectionWhateverTheClientSays() throws Exception {
        askFor(request -> facts.add(Facts.of(request)));

        assertThat(facts).extracting(RequestFacts::remoteAddress).containsExactly("127.0.0.1");
        assertThat(facts.toString()).doesNotContain("127.0.0.1");
    }

    @Test
    void takeTheAddressThatAFilterBeforePutInItsPlace() throws Exception {
        askFor(request -> facts.add(Facts.of(from("2001:db8::7", request))));

        assertThat(facts).extracting(RequestFacts::remoteAddress).containsExactly("2001:db8::7");
    }

    @Test
    void areCompleteWithoutAnAddress() throws Exception {
        askFor(request -> facts.add(Facts.of(from(null, request))));

        assertThat(facts).extracting(RequestFacts::remoteAddress).containsExactly("");
    }

    private interface Look {
        void at(HttpServletRequest request);
    }

    private static void askFor(Look look) throws Exception {
        AccessPolicy policy = AccessPolicy.builder().open("/open").build();
        try (TestIssuer issuer = TestIssuer.start();
                OrdersGuard guard = OrdersGuard.trusting(issuer, policy);
                GuardedServer server =
                        GuardedServer.start(guard.guard(), Map.of("/", (request, response) -> look.at(request)))) {
            RawResponse response = new RawClient(server.port())
                    .get(
                            "/open",
                            "X-Forwarded-For: 192.0.2.1",
                            "Forwarded: for=192.0.2.1",
                            "X-Real-IP: 192.0.2.1",
                            "Client-IP: 192.0.2.1");

            assertThat(response.status()).isEqualTo(200);
        }
    }

    private static HttpServletRequest from(@Nullable String address, HttpServletRequest request) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public @Nullable String getRemoteAddr() {
                return address;
            }
        };
    }
}
