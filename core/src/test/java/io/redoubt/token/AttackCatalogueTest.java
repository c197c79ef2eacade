package io.redoubt.token;

import static io.redoubt.token.SignatureAlgorithm.EDDSA;
import static io.redoubt.token.SignatureAlgorithm.ES256;
import static io.redoubt.token.SignatureAlgorithm.PS256;
import static io.redoubt.token.SignatureAlgorithm.RS256;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.Reason;
import io.redoubt.testkit.Attack;
import io.redoubt.testkit.AttackAnswer;
import io.redoubt.testkit.AttackCatalogue;
import io.redoubt.testkit.AttackTarget;
import io.redoubt.testkit.TestClock;
import io.redoubt.testkit.TestIssuer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The attack catalogue against the verifier itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackCatalogueTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String ORDERS = "orders";
    private static final Set<SignatureAlgorithm> ALLOWED = EnumSet.of(ES256, RS256, PS256, EDDSA);

    /** One key per signature algorithm of the catalogue, and two for RS256. */
    private static final int GOOD_KEYS = 6;

    private final TestClock clock = TestClock.at(Instant.parse("2026-01-01T12:00:00Z"));
    private final TestIssuer issuer = TestIssuer.start(clock);
    private final TestIssuer stranger = TestIssuer.start(clock);
    private final AttackTarget target = AttackTarget.of(issuer, stranger);
    private final JwkSource keys =
            JwkSource.uri(issuer.issuerUri(), issuer.jwkSetUri().toString());
    private final TokenVerifier verifier = TokenVerifier.trusting(List.of(trusted(issuer, keys, ORDERS)), clock);
    private final TokenVerifier remembering = remembering(verifier);

    @BeforeAll
    void awaitKeys() throws InterruptedException {
        assertThat(keys.awaitKeys(PATIENCE)).isTrue();
    }

    @AfterAll
    void stop() {
        keys.close();
        issuer.close();
        stranger.close();
    }

    static List<Attack> attacks() {
        return AttackCatalogue.all();
    }

    @Test
    void acceptsTheTokenThatEachAttackBreaks() {
        assertThat(verifier.verify(target.good().sign())).isInstanceOf(VerifiedToken.class);
        Stream.of("RS256", "PS256", "EdDSA")
                .map(algorithm -> target.good().algorithm(algorithm).sign())
                .forEach(token -> assertThat(verifier.verify(token)).isInstanceOf(VerifiedToken.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void answers(Attack attack) {
        String token = attack.token(target);
        int calls = target.outboundCalls();

        Verification verification = verifier.verify(token);

        if (verification instanceof Refusal refusal) {
            assertThat(refusal.reason().code())
                    .as(attack.id())
                    .isEqualTo(attack.tokenReason().orElse("accepted"));
            assertNothingRepeated(refusal.detail(), token);
        } else {
            assertIsAccepted(attack, (VerifiedToken) verification);
        }
        assertThat(target.outboundCalls()).isEqualTo(calls);
        assertThat(issuer.discovery().requests()).isZero();
    }

    /** Every answer of the catalogue is one that this library gives, with the same status and error. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void namesAReason(Attack attack) {
        AttackAnswer answer = attack.answer();

        answer.reason().ifPresent(code -> {
            Reason reason = reason(code);
            assertThat(answer.status()).isEqualTo(reason.status());
            assertThat(answer.error()).isEqualTo(reason.error().map(error -> error.code()));
        });
    }

    /** The key set holds weak, secret, malformed and ambiguous keys beside the good ones. */
    @Test
    @Tag("attack-189")
    @Tag("attack-190")
    void usesTheGoodKeysOnly() {
        assertThat(keys.usableKeys()).isEqualTo(GOOD_KEYS);
    }

    @Test
    @Tag("attack-16")
    void takesTheTwinOfASignatureForTheSameToken() {
        String token = target.good().sign();
        String twin = target.good()
                .rewriteClaims(claims -> decoded(token, 1))
                .rewriteHeader(header -> decoded(token, 0))
                .signature(twin(Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1))))
                .sign();

        VerifiedToken one = (VerifiedToken) verifier.verify(token);
        VerifiedToken other = (VerifiedToken) verifier.verify(twin);

        assertThat(twin).isNotEqualTo(token).startsWith(token.substring(0, token.lastIndexOf('.')));
        assertThat(other.tokenId()).isPresent().isEqualTo(one.tokenId());
        assertThat(other.subject()).isEqualTo(one.subject());
    }

    /** Verdicts are the same for whoever remembers, however often he is asked. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void answersTheSameWhenItRemembers(Attack attack) {
        String token = attack.token(target);

        Optional<Reason> verdict = verdict(verifier, token);

        assertThat(verdict(remembering, token)).isEqualTo(verdict);
        assertThat(verdict(remembering, token)).isEqualTo(verdict);
    }

    /** The reason of a refusal is another one here and there, but nothing is accepted that was not before. */
    @Test
    void acceptsNoMoreFromAKeySetWithoutAlgorithms() throws InterruptedException {
        try (TestIssuer bare = TestIssuer.start(clock)) {
            AttackTarget barely = AttackTarget.of(bare, stranger);
            bare.publishWithoutAlg();
            try (JwkSource bareKeys =
                    JwkSource.uri(bare.issuerUri(), bare.jwkSetUri().toString())) {
                TokenVerifier lenient = TokenVerifier.trusting(List.of(trusted(bare, bareKeys, ORDERS)), clock);
                assertThat(bareKeys.awaitKeys(PATIENCE)).isTrue();

                List<String> accepted = AttackCatalogue.all().stream()
                        .filter(attack -> attack.answer().status() == 401)
                        .filter(attack -> lenient.verify(attack.token(barely)) instanceof VerifiedToken)
                        .map(Attack::id)
                        .toList();

                // RFC 7518 section 3.5: a key that names no algorithm is for both.
                assertThat(accepted)
                        .containsExactlyInAnyOrder("A-10.PS256-under-the-RS256-key", "A-10.RS256-under-the-PS256-key");
            }
        }
    }

    @Test
    @Tag("attack-161")
    void judgesATokenByThePolicyThatItMeets() {
        TokenVerifier billing = TokenVerifier.trusting(List.of(trusted(issuer, keys, "billing")), clock);
        TokenVerifier rsaOnly = TokenVerifier.trusting(
                List.of(TrustedIssuer.of(
                        issuer.issuerUri(), keys, TokenProfile.RFC9068, Set.of(ORDERS), EnumSet.of(RS256))),
                clock);
        String token = target.good().sign();

        assertThat(remembering.verify(token)).isInstanceOf(VerifiedToken.class);
        assertThat(verdict(remembering(billing), token)).contains(Reason.WRONG_AUDIENCE);
        assertThat(verdict(remembering(rsaOnly), token)).contains(Reason.ALGORITHM_REFUSED);
        assertThat(remembering.verify(token)).isInstanceOf(VerifiedToken.class);
    }

    /** Forging in the name of one tenant with the key of another gets nobody further where both are trusted. */
    @ParameterizedTest
    @ValueSource(ints = {28, 34, 36, 38, 39, 51})
    void refusesTheKeyOfAnotherIssuerThatIsTrustedToo(int number) throws InterruptedException {
        try (JwkSource strangersKeys =
                JwkSource.uri(stranger.issuerUri(), stranger.jwkSetUri().toString())) {
            TokenVerifier both = TokenVerifier.trusting(
                    List.of(trusted(issuer, keys, ORDERS), trusted(stranger, strangersKeys, ORDERS)), clock);
            assertThat(strangersKeys.awaitKeys(PATIENCE)).isTrue();
            assertThat(both.verify(stranger.token().sign())).isInstanceOf(VerifiedToken.class);

            assertThat(AttackCatalogue.all().stream().filter(attack -> attack.number() == number))
                    .isNotEmpty()
                    .allSatisfy(attack ->
                            assertThat(both.verify(attack.token(target))).isInstanceOf(Refusal.class));
        }
    }

    private static Optional<Reason> verdict(TokenVerifier verifier, String token) {
        return verifier.verify(token) instanceof Refusal refusal ? Optional.of(refusal.reason()) : Optional.empty();
    }

    private static TokenVerifier remembering(TokenVerifier verifier) {
        return verifier.remembering(new TokenCache(1000, Duration.ofMinutes(5)), new SecureRandom(), System::nanoTime);
    }

    private static Reason reason(String code) {
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no reason has the code " + code));
    }

    /** A token that is good, or that is good and grants too little. */
    private static void assertIsAccepted(Attack attack, VerifiedToken token) {
        switch (attack.answer().reason().orElse("")) {
            case "" -> assertThat(token.subject()).isEqualTo("alice-" + AttackTarget.CANARY);
            case "access.insufficient-scope" -> assertThat(token.scopes()).doesNotContain("orders:read");
            case "access.insufficient-role" -> assertThat(token.roles()).doesNotContain("clerk");
            default -> throw new AssertionError("accepted: " + attack);
        }
    }

    private static void assertNothingRepeated(String detail, String token) {
        assertThat(detail).doesNotContain(AttackTarget.CANARY);
        for (String part : token.split("[^A-Za-z0-9_-]+", -1)) {
            if (part.length() >= 16) {
                assertThat(detail).doesNotContain(part.substring(0, 16));
            }
        }
    }

    private static String decoded(String token, int part) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[part]), StandardCharsets.UTF_8);
    }

    /** (r, n - s) is as good a signature as (r, s); SEC 2 section 2.4.2 gives n. */
    private static byte[] twin(byte[] signature) {
        BigInteger order = new BigInteger("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", 16);
        BigInteger s = order.subtract(new BigInteger(1, Arrays.copyOfRange(signature, 32, 64)));
        byte[] twin = signature.clone();
        for (int i = 0; i < 32; i++) {
            twin[63 - i] = s.shiftRight(8 * i).byteValue();
        }
        return twin;
    }

    private static TrustedIssuer trusted(TestIssuer issuer, JwkSource keys, String audience) {
        return TrustedIssuer.of(issuer.issuerUri(), keys, TokenProfile.RFC9068, Set.of(audience), ALLOWED);
    }
}
