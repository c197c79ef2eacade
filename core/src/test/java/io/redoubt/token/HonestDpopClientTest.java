package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.Reason;
import io.redoubt.internal.Sha256;
import io.redoubt.state.ReplayGuard;
import io.redoubt.state.Use;
import io.redoubt.testkit.DpopKey;
import io.redoubt.testkit.DpopProof;
import io.redoubt.testkit.TestClock;
import io.redoubt.testkit.TestIssuer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that do nothing wrong. */
class HonestDpopClientTest {

    private static final String URI = "https://orders.example/orders";
    private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");

    private final TestClock clock = TestClock.at(START);
    private final TestIssuer issuer = TestIssuer.start(clock);
    private final DpopKey key = DpopKey.create(clock);

    @AfterEach
    void stop() {
        issuer.close();
    }

    /** The order in which an application makes the two arguments of byKey is not said to matter. */
    @Test
    void isLetInWithANonceThoughTheNoncesWereMadeBeforeTheMemory() {
        DpopNonces nonces = DpopNonces.ofThisProcess(new SecureRandom(), clock);
        clock.advance(Duration.ofNanos(1000));
        ReplayGuard replays = replays();
        ProofOfPossession proofs = ProofOfPossession.none().byKey(replays, nonces, clock);
        clock.advance(Duration.ofSeconds(1));
        String bound = issuer.token().boundTo(key).sign();

        String nonce = proofs.nonceForRetry().orElseThrow();
        assertThat(prove(proofs, bound, key.proof("GET", URI).accessToken(bound).nonce(nonce)))
                .isInstanceOf(VerifiedToken.class);
    }

    /** As crypto.subtle.exportKey("jwk", publicKey) writes it in a browser: with ext and key_ops. */
    @Test
    void mayShowItsKeyAsTheBrowserExportsIt() {
        clock.advance(Duration.ofMinutes(1));
        ReplayGuard replays = replays();
        clock.advance(Duration.ofMinutes(1));
        ProofOfPossession proofs =
                ProofOfPossession.none().byKey(replays, DpopNonces.ofThisProcess(new SecureRandom(), clock), clock);
        String bound = issuer.token().boundTo(key).sign();
        Map<String, Object> exported = new LinkedHashMap<>(key.publicJwk());
        exported.put("ext", true);
        exported.put("key_ops", List.of("verify"));

        assertThat(prove(proofs, bound, key.proof("GET", URI).accessToken(bound).header("jwk", exported)))
                .isInstanceOf(VerifiedToken.class);
    }

    /** Found in review: a key of the client's choice was read anew for each proof that it had not signed. */
    @Test
    void doesNotPayForTheKeyOfAForgerTwice() {
        DpopCheck check = new DpopCheck(
                replays(),
                DpopNonces.ofThisProcess(new SecureRandom(), clock),
                DpopCheck.NonceDemand.WHEN_IN_DOUBT,
                clock);
        DpopProof forged = key.proof("GET", URI).accessToken("t").signedBy(DpopKey.create(clock));
        Possession possession = new Possession(
                AuthorizationScheme.DPOP, "GET", Optional.of(URI), List.of(forged.sign()), Optional.empty());
        String bound = issuer.token().boundTo(key).sign();
        DpopNonces nonces = DpopNonces.ofThisProcess(new SecureRandom(), clock);
        VerifiedToken token = (VerifiedToken) prove(
                ProofOfPossession.none().byKeyAndNonce(item -> Use.FIRST, nonces, clock),
                bound,
                key.proof("GET", URI).accessToken(bound).nonce(nonces.current()));

        assertThat(check.check(possession, key.thumbprint(), Sha256.base64url("t"), token, Supplier::get))
                .isEqualTo(Refusal.of(Reason.PROOF_BAD_SIGNATURE));
        assertThat(check.readyKeys()).isEqualTo(1);
    }

    @Test
    void isRefusedAKeyThatIsCostlyToRead() {
        String n = "v".repeat(5632 / 8 * 4 / 3 + 1);
        Map<String, Object> jwk = Map.of("kty", "RSA", "e", "AQAB", "n", n);

        assertThat(prove(
                        ProofOfPossession.none()
                                .byKey(replays(), DpopNonces.ofThisProcess(new SecureRandom(), clock), clock),
                        issuer.token().boundTo(key).sign(),
                        key.proof("GET", URI).header("alg", "RS256").header("jwk", jwk)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.PROOF_KEY_REFUSED));
    }

    private ReplayGuard replays() {
        return ReplayGuard.inProcess(
                clock, () -> Duration.between(START, clock.instant()).toNanos());
    }

    private Verification prove(ProofOfPossession proofs, String bound, DpopProof proof) {
        TokenVerifier verifier = TokenVerifier.trusting(
                        List.of(TrustedIssuer.of(
                                issuer.issuerUri(),
                                JwkSource.fixed(issuer.jwkSet()),
                                TokenProfile.RFC9068,
                                Set.of("orders"),
                                EnumSet.of(SignatureAlgorithm.ES256))),
                        clock)
                .proving(proofs);
        Possession possession = new Possession(
                AuthorizationScheme.DPOP, "GET", Optional.of(URI), List.of(proof.sign()), Optional.empty());
        return ((BoundToken) verifier.verify(bound)).prove(possession, Supplier::get);
    }
}
