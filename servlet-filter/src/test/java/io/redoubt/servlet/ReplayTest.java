package io.redoubt.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.Reason;
import io.redoubt.state.ReplayGuard;
import io.redoubt.state.SingleUse;
import io.redoubt.state.Use;
import io.redoubt.testkit.DpopKey;
import io.redoubt.testkit.DpopProof;
import io.redoubt.testkit.RawRequest;
import io.redoubt.testkit.RequestSetting;
import io.redoubt.testkit.TestClock;
import io.redoubt.testkit.TestIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Proofs that come again: later, elsewhere, or from nobody in particular. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayTest {

    private static final int FLOOD = Boolean.getBoolean("thorough") ? 10_000 : 500;

    /** Longer than a proof can live: after it, a memory knows of every proof whether it was used. */
    private static final Duration GROWING_UP = Duration.ofMinutes(5);

    private final TestClock clock = TestClock.at(Instant.parse("2026-01-01T12:00:00Z"));
    private final TestIssuer issuer = TestIssuer.start(clock);
    private final DpopKey key = DpopKey.create(clock);

    @AfterAll
    void stop() {
        issuer.close();
    }

    @Test
    @Tag("attack-138")
    void refusesAProofThatAnotherInstanceHasSeenIfTheyShareAMemory() throws Exception {
        ReplayGuard shared = CatalogueService.memory(clock);
        try (CatalogueService first = service(RequestSetting.PLAIN, shared);
                CatalogueService second = service(RequestSetting.PLAIN, shared);
                CatalogueService alone = service(RequestSetting.PLAIN, CatalogueService.memory(clock))) {
            clock.advance(GROWING_UP);
            String token = token();
            RawRequest seen = request(token, proof(token));

            assertThat(first.send(seen).status()).isEqualTo(200);
            assertRefused(second, seen, Reason.PROOF_REPLAYED);
            assertThat(alone.send(seen).status()).isEqualTo(200);
        }
    }

    @Test
    @Tag("attack-139")
    void refusesAProofAgainUntilNobodyWouldTakeItAnyMore() throws Exception {
        try (CatalogueService service = service(RequestSetting.PLAIN, CatalogueService.memory(clock))) {
            clock.advance(GROWING_UP);
            String token = token();
            Instant ahead = clock.instant().plusSeconds(30);
            RawRequest seen = request(token, proof(token).issuedAt(ahead));

            assertThat(service.send(seen).status()).isEqualTo(200);
            clock.advance(Duration.ofSeconds(119));
            assertRefused(service, seen, Reason.PROOF_REPLAYED);
            clock.advance(Duration.ofSeconds(1));
            assertRefused(service, seen, Reason.PROOF_OUTDATED);
        }
    }

    @Test
    @Tag("attack-139")
    void refusesAProofAgainAfterARestart() throws Exception {
        try (CatalogueService before = service(RequestSetting.PLAIN, CatalogueService.memory(clock))) {
            clock.advance(GROWING_UP);
            String token = token();
            RawRequest seen = request(token, proof(token));
            assertThat(before.send(seen).status()).isEqualTo(200);

            try (CatalogueService after = service(RequestSetting.PLAIN, CatalogueService.memory(clock))) {
                clock.advance(Duration.ofSeconds(1));
                RawResponse response = assertRefused(after, seen, Reason.NONCE_NEEDED);

                String nonce = response.values("DPoP-Nonce").get(0);
                assertThat(after.send(request(token, proof(token).nonce(nonce))).status())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    @Tag("attack-142")
    void remembersNothingOfProofsByKeysThatNoTokenIsBoundTo() throws Exception {
        List<SingleUse> remembered = new CopyOnWriteArrayList<>();
        ReplayGuard memory = item -> {
            remembered.add(item);
            return Use.FIRST;
        };
        try (CatalogueService service = service(RequestSetting.PLAIN, memory)) {
            String token = token();

            for (int i = 0; i < FLOOD; i++) {
                DpopProof strangers = DpopKey.create(clock).proof("GET", CatalogueService.BASE_URL + "/orders");
                assertRefused(service, request(token, strangers.accessToken(token)), Reason.PROOF_WRONG_KEY);
            }

            assertThat(remembered).isEmpty();
            assertThat(service.send(request(token, proof(token))).status()).isEqualTo(200);
            assertThat(remembered).hasSize(1);
        }
    }

    @Test
    @Tag("attack-146")
    void refusesTheNonceOfAnHourAgoAndOfAnotherServiceAndGivesANewOne() throws Exception {
        try (CatalogueService service = service(RequestSetting.NONCES, CatalogueService.memory(clock));
                CatalogueService other = service(RequestSetting.NONCES, CatalogueService.memory(clock))) {
            String old = service.nonce();
            clock.advance(Duration.ofHours(1));
            String token = token();

            for (String bad : List.of(old, other.nonce())) {
                RawResponse response =
                        assertRefused(service, request(token, proof(token).nonce(bad)), Reason.NONCE_NEEDED);
                String given = response.values("DPoP-Nonce").get(0);
                RawResponse good = service.send(request(token, proof(token).nonce(given)));

                assertThat(good.status()).isEqualTo(200);
                assertThat(good.values("DPoP-Nonce")).containsExactly(service.nonce());
            }
        }
    }

    private static RawResponse assertRefused(CatalogueService service, RawRequest request, Reason reason) {
        service.forget();
        RawResponse response = service.send(request);
        assertThat(response.status()).isEqualTo(401);
        assertThat(service.events().reasons()).containsExactly(reason);
        assertThat(service.reached()).isZero();
        return response;
    }

    private CatalogueService service(RequestSetting setting, ReplayGuard memory) throws InterruptedException {
        return CatalogueService.start(setting, issuer, List.of(), memory, clock);
    }

    private String token() {
        return issuer.token().scope("orders:read").boundTo(key).sign();
    }

    private DpopProof proof(String token) {
        return key.proof("GET", CatalogueService.BASE_URL + "/orders").accessToken(token);
    }

    private static RawRequest request(String token, DpopProof proof) {
        List<String> fields = List.of(
                "Host: " + CatalogueService.BASE_URL.getHost(),
                "Authorization: DPoP " + token,
                "DPoP: " + proof.sign());
        return new RawRequest("GET", "/orders", fields, "", Optional.empty());
    }
}
