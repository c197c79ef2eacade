package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.MacKey;
import io.redoubt.Reason;
import io.redoubt.internal.HmacSha256;
import io.redoubt.internal.Sha256;
import io.redoubt.state.ReplayGuard;
import io.redoubt.state.Use;
import io.redoubt.testkit.ClientCertificate;
import io.redoubt.testkit.DpopKey;
import io.redoubt.testkit.DpopProof;
import io.redoubt.testkit.TestClock;
import io.redoubt.testkit.TestIssuer;
import io.redoubt.testkit.TestToken;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9449 section 4.3, check by check: a good proof, one thing wrong, one reason. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DpopTest {

    private static final String URI = "https://orders.example/orders";
    private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");

    private final TestClock clock = TestClock.at(START);
    private final TestIssuer issuer = TestIssuer.start(clock);
    private final DpopKey key = DpopKey.create(clock);
    private final DpopKey otherKey = DpopKey.create(clock);
    private final ReplayGuard replays = replays();
    private final DpopNonces nonces = DpopNonces.ofThisProcess(new SecureRandom(), clock);
    private final ProofOfPossession byKey = ProofOfPossession.none().byKey(replays, nonces, clock);
    private final TokenVerifier verifier = verifier(byKey);

    /** Past the time in which nobody could know whether a proof was used before this process was started. */
    @BeforeAll
    void growOld() {
        clock.advance(Duration.ofMinutes(5));
    }

    @AfterAll
    void stop() {
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "ES384", "RS256", "PS256", "EdDSA", "Ed25519"})
    void acceptsAProofByEachAlgorithm(String algorithm) {
        DpopKey client = DpopKey.create(algorithm, clock);
        String bound = freshToken(client);

        Verification proven =
                prove(bound, client.proof("GET", URI).accessToken(bound).sign());

        assertThat(proven).isInstanceOfSatisfying(VerifiedToken.class, verified -> {
            assertThat(verified.subject()).isEqualTo("alice");
            assertThat(verified.senderConstraints()).containsExactly(SenderConstraint.DPOP);
        });
    }

    @Test
    void tellsNothingOfABoundTokenBeforeTheProof() {
        assertThat(verifier.verify(freshToken(key)))
                .isInstanceOf(BoundToken.class)
                .hasToString("BoundToken");
    }

    @Test
    void asksForAProofEachTimeThoughTheTokenIsRemembered() {
        TokenVerifier remembering = verifier.remembering(TokenCache.DEFAULT, new SecureRandom());
        String bound = freshToken(key);

        Verification first = remembering.verify(bound);

        assertThat(first).isInstanceOf(BoundToken.class);
        assertThat(remembering.verify(bound)).isSameAs(first);
        assertThat(reason(prove(first, possession("GET", URI)))).isEqualTo(Reason.PROOF_MISSING);
        assertThat(prove(first, possession("GET", URI, proof(bound).sign()))).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void refusesABoundTokenWhereNoProofIsTaken() {
        assertThat(reason(verifier(ProofOfPossession.none()).verify(freshToken(key))))
                .isEqualTo(Reason.CONFIRMATION_REFUSED);
        assertThat(reason(verifier(ProofOfPossession.none().byCertificate()).verify(freshToken(key))))
                .isEqualTo(Reason.CONFIRMATION_REFUSED);
    }

    @Test
    void refusesATokenWithASecondBindingThatIsNotTaken() {
        String both = fresh().boundTo(key)
                .boundTo(ClientCertificate.selfSigned("client", clock).certificate())
                .sign();

        assertThat(reason(verifier.verify(both))).isEqualTo(Reason.CONFIRMATION_REFUSED);
    }

    @Test
    void needsBothProofsOfATokenThatIsBoundTwice() {
        ClientCertificate certificate = ClientCertificate.selfSigned("client", clock);
        String both = fresh().boundTo(key).boundTo(certificate.certificate()).sign();
        TokenVerifier takesBoth = verifier(byKey.byCertificate());
        BoundToken bound = (BoundToken) takesBoth.verify(both);
        Possession keyOnly = possession("GET", URI, proof(both).sign());

        assertThat(reason(bound.prove(keyOnly, now()))).isEqualTo(Reason.CERTIFICATE_MISSING);
        assertThat(bound.prove(with(keyOnly, certificate.thumbprint()), now())).isInstanceOf(VerifiedToken.class);
        assertThat(reason(bound.prove(with(possession("GET", URI), certificate.thumbprint()), now())))
                .isEqualTo(Reason.PROOF_MISSING);
    }

    @Test
    void refusesABoundTokenUnderTheOtherScheme() {
        String bound = freshToken(key);
        BoundToken token = (BoundToken) verifier.verify(bound);
        Possession bearer = new Possession(
                AuthorizationScheme.BEARER,
                "GET",
                Optional.of(URI),
                List.of(proof(bound).sign()),
                Optional.empty());

        assertThat(reason(token.prove(bearer, now()))).isEqualTo(Reason.SCHEME_MISMATCH);
    }

    @ParameterizedTest
    @MethodSource("oneThingWrong")
    void refuses(Reason reason, String what, UnaryOperator<DpopProof> change) {
        String bound = freshToken(key);

        assertThat(reason(prove(bound, change.apply(proof(bound)).sign())))
                .as(what)
                .isEqualTo(reason);
    }

    Stream<Arguments> oneThingWrong() {
        return Stream.of(
                wrong(Reason.PROOF_MALFORMED, "typ JWT", proof -> proof.type("JWT")),
                wrong(Reason.PROOF_MALFORMED, "no typ", proof -> proof.withoutHeader("typ")),
                wrong(Reason.PROOF_MALFORMED, "typ with a suffix", proof -> proof.type("dpop+jwt2")),
                wrong(Reason.PROOF_MALFORMED, "crit", proof -> proof.header("crit", List.of("exp"))),
                wrong(Reason.PROOF_MALFORMED, "no signature", proof -> proof.unsigned()),
                wrong(Reason.PROOF_ALGORITHM_REFUSED, "none", proof -> proof.header("alg", "none")),
                wrong(Reason.PROOF_ALGORITHM_REFUSED, "a shared secret", proof -> proof.secretJwk(new byte[32])),
                wrong(Reason.PROOF_ALGORITHM_REFUSED, "an unknown one", proof -> proof.header("alg", "ES512")),
                wrong(Reason.PROOF_KEY_REFUSED, "a private jwk", DpopProof::privateJwk),
                wrong(Reason.PROOF_KEY_REFUSED, "no jwk", proof -> proof.withoutHeader("jwk")),
                wrong(Reason.PROOF_KEY_REFUSED, "jwk of text", proof -> proof.header("jwk", "key")),
                wrong(Reason.PROOF_KEY_REFUSED, "jwk of another type", proof -> proof.header("alg", "RS256")),
                wrong(
                        Reason.PROOF_WRONG_KEY,
                        "another key, with its signature",
                        proof -> proof.jwk(otherKey).signedBy(otherKey)),
                wrong(Reason.PROOF_BAD_SIGNATURE, "signed by another key", proof -> proof.signedBy(otherKey)),
                wrong(Reason.PROOF_WRONG_TOKEN, "ath of another token", proof -> proof.accessToken("other")),
                wrong(Reason.PROOF_MALFORMED, "no ath", proof -> proof.without("ath")),
                wrong(Reason.PROOF_WRONG_METHOD, "another method", proof -> proof.method("POST")),
                wrong(Reason.PROOF_WRONG_METHOD, "lower case", proof -> proof.method("get")),
                wrong(Reason.PROOF_MALFORMED, "no htm", proof -> proof.without("htm")),
                wrong(Reason.PROOF_WRONG_URL, "another host", proof -> proof.uri("https://evil.example/orders")),
                wrong(Reason.PROOF_MALFORMED, "no htu", proof -> proof.without("htu")),
                wrong(Reason.PROOF_MALFORMED, "no jti", proof -> proof.without("jti")),
                wrong(Reason.PROOF_MALFORMED, "an empty jti", proof -> proof.id("")),
                wrong(Reason.PROOF_MALFORMED, "a long jti", proof -> proof.id("x".repeat(257))),
                wrong(Reason.PROOF_MALFORMED, "a long proof", proof -> proof.claim("x", "x".repeat(4000))),
                wrong(Reason.PROOF_MALFORMED, "no iat", proof -> proof.without("iat")),
                wrong(Reason.PROOF_MALFORMED, "iat of text", proof -> proof.claim("iat", "now")),
                wrong(Reason.PROOF_MALFORMED, "a negative iat", proof -> proof.claim("iat", -1)),
                wrong(Reason.PROOF_OUTDATED, "90 s ago", proof -> proof.issuedAt(later(-90))),
                wrong(Reason.PROOF_OUTDATED, "31 s ahead", proof -> proof.issuedAt(later(31))),
                wrong(Reason.PROOF_OUTDATED, "ended 30 s ago", proof -> proof.expiresAt(later(-30))),
                wrong(
                        Reason.PROOF_OUTDATED,
                        "begins later",
                        proof -> proof.claim("nbf", later(31).getEpochSecond())),
                wrong(
                        Reason.PROOF_MALFORMED,
                        "a duplicate claim",
                        proof -> proof.rewriteClaims(json -> json.replaceFirst("\\{", "{\"htm\":\"GET\","))));
    }

    private static Arguments wrong(Reason reason, String what, UnaryOperator<DpopProof> change) {
        return Arguments.of(reason, what, change);
    }

    @ParameterizedTest
    @ValueSource(longs = {-89, -60, 0, 30})
    void takesAProofOfItsTime(long seconds) {
        String bound = freshToken(key);

        assertThat(prove(bound, proof(bound).issuedAt(later(seconds)).sign())).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void needsExactlyOneProof() {
        String bound = freshToken(key);

        assertThat(reason(prove(verifier.verify(bound), possession("GET", URI))))
                .isEqualTo(Reason.PROOF_MISSING);
        assertThat(reason(prove(verifier.verify(bound), possession("GET", URI, ""))))
                .isEqualTo(Reason.PROOF_MISSING);
        assertThat(reason(prove(
                        verifier.verify(bound),
                        possession("GET", URI, proof(bound).sign(), proof(bound).sign()))))
                .isEqualTo(Reason.SEVERAL_PROOFS);
    }

    @Test
    void takesNoProofWhereTheServiceDoesNotKnowItsUrl() {
        String bound = freshToken(key);
        Possession nowhere = new Possession(
                AuthorizationScheme.DPOP,
                "GET",
                Optional.empty(),
                List.of(proof(bound).sign()),
                Optional.empty());

        assertThat(reason(prove(verifier.verify(bound), nowhere))).isEqualTo(Reason.PROOF_WRONG_URL);
    }

    @Test
    @Tag("attack-139")
    void takesAProofOnce() {
        String bound = freshToken(key);
        String proof = proof(bound).sign();

        assertThat(prove(bound, proof)).isInstanceOf(VerifiedToken.class);
        assertThat(reason(prove(bound, proof))).isEqualTo(Reason.PROOF_REPLAYED);
        clock.advance(Duration.ofSeconds(89));
        assertThat(reason(prove(bound, proof))).isEqualTo(Reason.PROOF_REPLAYED);
    }

    /** The memory is by key and id: Spring's, by id alone, refuses the second client. */
    @Test
    void letsTwoClientsUseTheSameId() {
        String first = freshToken(key);
        String second = freshToken(otherKey);

        assertThat(prove(first, proof(first).id("same").sign())).isInstanceOf(VerifiedToken.class);
        assertThat(prove(
                        second,
                        otherKey.proof("GET", URI)
                                .accessToken(second)
                                .id("same")
                                .sign()))
                .isInstanceOf(VerifiedToken.class);
    }

    /** A thief who shows a proof to the wrong place must not spend it for its owner. */
    @Test
    void doesNotSpendAProofThatIsRefused() {
        String bound = freshToken(key);
        String proof = proof(bound).sign();

        assertThat(reason(prove(verifier.verify(bound), possession("DELETE", URI, proof))))
                .isEqualTo(Reason.PROOF_WRONG_METHOD);
        assertThat(prove(bound, proof)).isInstanceOf(VerifiedToken.class);
    }

    @Test
    @Tag("attack-143")
    void neverRefusesAnHonestClientWith200RequestsASecond() {
        TestClock ownClock = TestClock.at(clock.instant());
        ReplayGuard ownReplays = ReplayGuard.inProcess(
                ownClock, () -> Duration.between(START, ownClock.instant()).toNanos());
        ownClock.advance(Duration.ofMinutes(5));
        DpopCheck check = new DpopCheck(ownReplays, nonces, DpopCheck.NonceDemand.WHEN_IN_DOUBT, ownClock);
        VerifiedToken verified = (VerifiedToken) verifier.verify(fresh().sign());

        for (int i = 0; i < 2000; i++) { // 10 s; the memory's own test counts a minute
            Possession possession = possession(
                    "GET",
                    URI,
                    key.proof("GET", URI)
                            .issuedAt(ownClock.instant())
                            .accessToken("t")
                            .sign());
            assertThat(check.check(possession, key.thumbprint(), Sha256.base64url("t"), verified, now()))
                    .isSameAs(verified);
            ownClock.advance(Duration.ofMillis(5));
        }
    }

    @ParameterizedTest
    @EnumSource(value = Use.class, names = "FIRST", mode = EnumSource.Mode.EXCLUDE)
    void refusesWhatTheMemoryDoesNotLetPass(Use use) {
        Map<Use, Reason> reasons = Map.of(
                Use.REPLAYED, Reason.PROOF_REPLAYED,
                Use.FORGOTTEN, Reason.NONCE_NEEDED,
                Use.OVER_QUOTA, Reason.TOO_MANY_PROOFS,
                Use.FULL, Reason.REPLAY_MEMORY_FULL,
                Use.UNAVAILABLE, Reason.STATE_UNAVAILABLE);
        TokenVerifier unlucky = verifier(ProofOfPossession.none().byKey(item -> use, nonces, clock));
        String bound = freshToken(key);

        assertThat(reason(prove(
                        unlucky.verify(bound),
                        possession("GET", URI, proof(bound).sign()))))
                .isEqualTo(reasons.get(use));
    }

    @Test
    @Tag("attack-139")
    void asksForANonceWhereAProofMayHaveBeenUsedBeforeAnEarlierProcessEnded() {
        ReplayGuard restarted = replays();
        DpopNonces newNonces = DpopNonces.ofThisProcess(new SecureRandom(), clock);
        ProofOfPossession proofs = ProofOfPossession.none().byKey(restarted, newNonces, clock);
        String bound = freshToken(key);
        Verification token = verifier(proofs).verify(bound);

        assertThat(reason(prove(token, possession("GET", URI, proof(bound).sign()))))
                .isEqualTo(Reason.NONCE_NEEDED);

        String nonce = proofs.nonceForRetry().orElseThrow();
        assertThat(prove(token, possession("GET", URI, proof(bound).nonce(nonce).sign())))
                .isInstanceOf(VerifiedToken.class);
        assertThat(proofs.nonceForNext()).isEmpty();
    }

    /** Whoever has the keys may have made the nonce: that one is known shows no more than that its slot had begun. */
    @Test
    void doesNotTakeANonceOfTheFleetAsProofThatNothingWasUsedBeforeThisMemoryBegan() {
        MacKey fleet = new HmacSha256(new byte[] {1});
        DpopNonces shared = DpopNonces.under(() -> List.of(fleet), clock);
        String bound = freshToken(key);
        String used = proof(bound).nonce(shared.current()).sign();
        ProofOfPossession before = ProofOfPossession.none().byKeyAndNonce(replays, shared, clock);
        assertThat(prove(verifier(before).verify(bound), possession("GET", URI, used)))
                .isInstanceOf(VerifiedToken.class);

        clock.advance(Duration.ofSeconds(1));
        ProofOfPossession restarted =
                ProofOfPossession.none().byKeyAndNonce(replays(), DpopNonces.under(() -> List.of(fleet), clock), clock);

        assertThat(reason(prove(verifier(restarted).verify(bound), possession("GET", URI, used))))
                .isEqualTo(Reason.NONCE_NEEDED);
        clock.advance(Duration.ofSeconds(60));
        String fresh = restarted.nonceForRetry().orElseThrow();
        assertThat(prove(
                        verifier(restarted).verify(bound),
                        possession("GET", URI, proof(bound).nonce(fresh).sign())))
                .isInstanceOf(VerifiedToken.class);
    }

    @Test
    @Tag("attack-146")
    void asksForANonceOfItsOwnIfItIsToldTo() {
        ProofOfPossession demanding = ProofOfPossession.none().byKeyAndNonce(replays, nonces, clock);
        DpopNonces foreign = DpopNonces.ofThisProcess(new SecureRandom(), clock);
        String bound = freshToken(key);
        Verification token = verifier(demanding).verify(bound);
        String nonce = demanding.nonceForNext().orElseThrow();

        for (String bad : Arrays.asList(foreign.current(), nonce + "A", nonce.toLowerCase(Locale.ROOT), "x")) {
            assertThat(reason(prove(
                            token,
                            possession("GET", URI, proof(bound).nonce(bad).sign()))))
                    .isEqualTo(Reason.NONCE_NEEDED);
        }
        assertThat(reason(prove(token, possession("GET", URI, proof(bound).sign()))))
                .isEqualTo(Reason.NONCE_NEEDED);
        assertThat(prove(token, possession("GET", URI, proof(bound).nonce(nonce).sign())))
                .isInstanceOf(VerifiedToken.class);

        clock.advance(Duration.ofSeconds(60));
        String afterASlot = freshToken(key);
        assertThat(prove(
                        verifier(demanding).verify(afterASlot),
                        possession("GET", URI, proof(afterASlot).nonce(nonce).sign())))
                .isInstanceOf(VerifiedToken.class);
        clock.advance(Duration.ofSeconds(60));
        String afterTwo = freshToken(key);
        assertThat(reason(prove(
                        verifier(demanding).verify(afterTwo),
                        possession("GET", URI, proof(afterTwo).nonce(nonce).sign()))))
                .isEqualTo(Reason.NONCE_NEEDED);
    }

    @Test
    void verifiesASignatureOnlyWithLeave() {
        String bound = freshToken(key);
        Admission full = check -> Refusal.of(Reason.OVERLOADED);
        BoundToken token = (BoundToken) verifier.verify(bound);

        assertThat(reason(token.prove(possession("GET", URI, proof(bound).sign()), full)))
                .isEqualTo(Reason.OVERLOADED);
        // What is wrong without a signature costs nobody a place in the queue.
        assertThat(reason(token.prove(possession("PUT", URI, proof(bound).sign()), full)))
                .isEqualTo(Reason.PROOF_WRONG_METHOD);
    }

    private ReplayGuard replays() {
        return ReplayGuard.inProcess(
                clock, () -> Duration.between(START, clock.instant()).toNanos());
    }

    private TokenVerifier verifier(ProofOfPossession proofs) {
        return TokenVerifier.trusting(
                        List.of(TrustedIssuer.of(
                                issuer.issuerUri(),
                                JwkSource.fixed(issuer.jwkSet()),
                                TokenProfile.RFC9068,
                                Set.of("orders"),
                                EnumSet.of(SignatureAlgorithm.ES256))),
                        clock)
                .proving(proofs);
    }

    /** Of this moment: the clock of the tests moves on. */
    private TestToken fresh() {
        return issuer.token()
                .issuedAt(clock.instant())
                .expiresAt(clock.instant().plusSeconds(600));
    }

    private String freshToken(DpopKey client) {
        return fresh().boundTo(client).sign();
    }

    private DpopProof proof(String accessToken) {
        return key.proof("GET", URI).accessToken(accessToken);
    }

    private Instant later(long seconds) {
        return clock.instant().plusSeconds(seconds);
    }

    private Verification prove(String bound, String proof) {
        return prove(verifier.verify(bound), possession("GET", URI, proof));
    }

    private static Verification prove(Verification bound, Possession possession) {
        return ((BoundToken) bound).prove(possession, now());
    }

    private static Admission now() {
        return Supplier::get;
    }

    private static Possession possession(String method, String uri, String... proofs) {
        return new Possession(AuthorizationScheme.DPOP, method, Optional.of(uri), List.of(proofs), Optional.empty());
    }

    private static Possession with(Possession possession, String thumbprint) {
        return new Possession(
                possession.scheme(),
                possession.method(),
                possession.uri(),
                possession.proofs(),
                Optional.of(thumbprint));
    }

    private static Reason reason(Verification verification) {
        return ((Refusal) verification).reason();
    }
}
