package io.redoubt.token;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.ConfigurationException;
import io.redoubt.Reason;
import io.redoubt.testkit.Attack;
import io.redoubt.testkit.AttackCatalogue;
import io.redoubt.testkit.AttackTarget;
import io.redoubt.testkit.TestClock;
import io.redoubt.testkit.TestIssuer;
import io.redoubt.testkit.TestToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * JSON Web Token Best Current Practices (RFC 8725) and its revision (draft-ietf-oauth-rfc8725bis): each MUST that
 * concerns whoever validates a token. What concerns issuers, and decryption, which is never done here, is left out.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Rfc8725Test {

    private static final Set<SignatureAlgorithm> ALL = EnumSet.of(
            SignatureAlgorithm.RS256,
            SignatureAlgorithm.PS256,
            SignatureAlgorithm.ES256,
            SignatureAlgorithm.ES384,
            SignatureAlgorithm.EDDSA);

    private final TestClock clock = TestClock.at(Instant.parse("2026-01-01T12:00:00Z"));
    private final TestIssuer issuer = TestIssuer.start(clock);
    private final TestIssuer stranger = TestIssuer.start(clock);
    private final AttackTarget target = AttackTarget.of(issuer, stranger);
    private final JwkSource keys =
            JwkSource.uri(issuer.issuerUri(), issuer.jwkSetUri().toString());
    private final TokenVerifier verifier = verifier(ALL);

    @BeforeAll
    void awaitKeys() throws InterruptedException {
        assertThat(keys.awaitKeys(Duration.ofSeconds(20))).isTrue();
    }

    @AfterAll
    void stop() {
        keys.close();
        issuer.close();
        stranger.close();
    }

    /** 3.1 Perform algorithm verification. */
    @Nested
    class Section31PerformAlgorithmVerification {

        /** "Libraries MUST enable the caller to specify a supported set of algorithms". */
        @ParameterizedTest
        @EnumSource(names = {"RS256", "PS256", "ES256", "ES384", "EDDSA"})
        void letsTheCallerNameTheAlgorithms(SignatureAlgorithm algorithm) {
            String token = issuer.token().algorithm(algorithm.algorithmName()).sign();

            assertThat(verifier(EnumSet.of(algorithm)).verify(token)).isInstanceOf(VerifiedToken.class);
        }

        /** "and MUST NOT use any other algorithms". */
        @ParameterizedTest
        @EnumSource(names = {"RS256", "PS256", "ES256", "ES384", "EDDSA"})
        void usesNoOther(SignatureAlgorithm algorithm) {
            String token = issuer.token().algorithm(algorithm.algorithmName()).sign();

            Set<SignatureAlgorithm> others = EnumSet.copyOf(ALL);
            others.remove(algorithm);

            assertThat(verifier(others).verify(token)).isEqualTo(Refusal.of(Reason.ALGORITHM_REFUSED));
        }

        @Test
        void namesAtLeastOne() {
            assertThatThrownBy(() -> verifier(Set.of())).isInstanceOf(ConfigurationException.class);
        }

        /** "MUST ensure that alg specifies the same algorithm that is used for the cryptographic operation". */
        @Test
        void usesTheAlgorithmThatTheHeaderNames() {
            assertThat(reason(issuer.token().algorithm("RS256").header("alg", "PS256")))
                    .isEqualTo(Reason.UNFIT_KEY);
            assertThat(reason(issuer.token().algorithm("RS256").signedBySecret(keyBytes("RS256"))))
                    .isEqualTo(Reason.ALGORITHM_REFUSED);
        }

        /** "each key MUST be used with exactly one algorithm, and this MUST be checked". */
        @Test
        void usesEachKeyWithItsOwnAlgorithmOnly() {
            assertThat(reason(issuer.token().algorithm("PS256").header("kid", issuer.keyId("RS256"))))
                    .isEqualTo(Reason.UNFIT_KEY);
            assertThat(reason(issuer.token().algorithm("ES384").header("kid", issuer.keyId("ES256"))))
                    .isEqualTo(Reason.UNFIT_KEY);
        }

        /** The revision: alg is compared with its case, so that no spelling of none gets past a list. */
        @ParameterizedTest
        @ValueSource(strings = {"none", "nOnE", "NONE", "es256", "ES256 ", "eddsa"})
        void comparesNamesExactly(String name) {
            assertThat(reason(issuer.token().header("alg", name))).isEqualTo(Reason.ALGORITHM_REFUSED);
        }
    }

    /** 3.2 Use appropriate algorithms. */
    @Nested
    class Section32UseAppropriateAlgorithms {

        /** "applications MUST only allow the use of cryptographically current algorithms". */
        @ParameterizedTest
        @ValueSource(strings = {"none", "RS1", "HS1", "RSA1_5", "RSA-OAEP", "PBES2-HS256+A128KW"})
        void knowsNoOthers(String name) {
            assertThat(SignatureAlgorithm.named(name)).isEmpty();
        }

        @Test
        void acceptsNoUnsecuredToken() {
            assertThat(reason(issuer.token().unsigned())).isEqualTo(Reason.TOKEN_UNSIGNED);
        }

        /** The revision: nobody may choose how often a password is hashed. Nothing is hashed here. */
        @Test
        void hashesNoPassword() {
            assertRefusedAs(Reason.TOKEN_ENCRYPTED, 102, 103);
        }
    }

    /** 3.3 Validate all cryptographic operations. */
    @Nested
    class Section33ValidateAllCryptographicOperations {

        /** "MUST be validated and the entire JWT MUST be rejected if any of them fail to validate". */
        @ParameterizedTest
        @ValueSource(strings = {"RS256", "PS256", "ES256", "ES384", "EdDSA"})
        void refusesWhatDoesNotVerify(String algorithm) {
            TestToken good = issuer.token().algorithm(algorithm);

            assertThat(reason(good.scope("admin").signatureOf(good.sign()))).isEqualTo(Reason.BAD_SIGNATURE);
        }

        /** Nor is a part of a nested token ever enough. */
        @Test
        void refusesNestedTokens() {
            assertRefusedAs(Reason.CLAIMS_MALFORMED, 57);
            assertRefusedAs(Reason.TOKEN_ENCRYPTED, 99, 100, 111);
        }
    }

    /** 3.4 Validate cryptographic inputs. */
    @Nested
    class Section34ValidateCryptographicInputs {

        @Test
        void usesNoPointThatIsNotOnItsCurve() {
            assertRefusedAs(Reason.UNKNOWN_KEY, 23);
            assertRefusedAs(Reason.TOKEN_ENCRYPTED, 105);
        }

        @Test
        void acceptsNoSignatureOfNumbersOutOfRange() {
            assertRefusedAs(Reason.BAD_SIGNATURE, 12, 13, 14);
        }
    }

    /** 3.5 Ensure cryptographic keys have sufficient entropy. */
    @Nested
    class Section35EnsureKeysHaveSufficientEntropy {

        /** "human-memorizable passwords MUST NOT be directly used as the key to a keyed-MAC algorithm". */
        @Test
        void takesNoSecretFromAnIssuer() {
            assertRefusedAs(Reason.ALGORITHM_REFUSED, 22, 33);
        }

        @Test
        void takesNoShortKeyFromAnIssuer() {
            assertRefusedAs(Reason.UNKNOWN_KEY, 19, 21);
        }
    }

    /** 3.6 Avoid compression of encryption inputs; the revision: limit what is decompressed. Nothing is. */
    @Test
    void section36DecompressesNothing() {
        assertRefusedAs(Reason.HEADER_REFUSED, 58);
        assertRefusedAs(Reason.TOKEN_ENCRYPTED, 104);
    }

    /** 3.7 Use UTF-8: "implementations and applications MUST do this, and not use or admit the use of other". */
    @Nested
    class Section37UseUtf8 {

        @Test
        void readsUtf8() {
            VerifiedToken token = verified(issuer.token().subject("Zo\u00eb \ud83d\ude00"));

            assertThat(token.subject()).isEqualTo("Zo\u00eb \ud83d\ude00");
        }

        @Test
        void admitsNothingElse() {
            byte[] claims =
                    "{\"iss\":\"".concat(issuer.issuerUri()).concat("\"}").getBytes(UTF_16LE);

            assertThat(reason(issuer.token().rawClaims(claims))).isEqualTo(Reason.CLAIMS_MALFORMED);
            assertThat(reason(issuer.token().rawHeader("{\"alg\":\"ES256\"}".getBytes(UTF_16LE))))
                    .isEqualTo(Reason.HEADER_MALFORMED);
        }
    }

    /** 3.8 Validate issuer and subject. */
    @Nested
    class Section38ValidateIssuerAndSubject {

        /** "MUST validate that the cryptographic keys [...] belong to the issuer". */
        @Test
        void usesAnIssuersOwnKeysOnly() {
            assertThat(reason(issuer.token().signedBy(stranger))).isEqualTo(Reason.BAD_SIGNATURE);
            assertThat(reason(stranger.token())).isEqualTo(Reason.WRONG_ISSUER);
        }

        /** "If they do not, the application MUST reject the JWT", also where iss is missing. */
        @Test
        void acceptsNoTokenWithoutItsIssuer() {
            assertThat(reason(issuer.token().without("iss"))).isEqualTo(Reason.MISSING_CLAIM);
        }

        /** "MUST validate that the subject value corresponds to a valid subject": here, that it is one at all. */
        @Test
        void acceptsNoTokenWithoutAProperSubject() {
            assertThat(reason(issuer.token().without("sub"))).isEqualTo(Reason.MISSING_CLAIM);
            assertThat(reason(issuer.token().subject("a\u0000"))).isEqualTo(Reason.MALFORMED_CLAIM);
        }
    }

    /** 3.9 Use and validate audience: "if the audience value is not present or not associated with the recipient". */
    @Test
    void section39RefusesWhatIsForNobodyOrForOthers() {
        assertThat(reason(issuer.token().without("aud"))).isEqualTo(Reason.MISSING_CLAIM);
        assertThat(reason(issuer.token().audience())).isEqualTo(Reason.WRONG_AUDIENCE);
        assertThat(reason(issuer.token().audience("billing"))).isEqualTo(Reason.WRONG_AUDIENCE);
        assertThat(verified(issuer.token().audience("billing", "orders")).audiences())
                .contains("orders");
        assertThatThrownBy(() -> TrustedIssuer.of(issuer.issuerUri(), keys, TokenProfile.RFC9068, Set.of(), ALL))
                .isInstanceOf(ConfigurationException.class);
    }

    /** 3.10 Do not trust received claims: key ids are looked up and nothing else, addresses are never asked. */
    @Test
    void section310RunsAndAsksNothing() {
        assertThat(attacks(34, 35, 36, 37, 38, 39, 41, 42, 43, 44))
                .isNotEmpty()
                .allSatisfy(attack ->
                        assertThat(verifier.verify(attack.token(target))).isInstanceOf(Refusal.class));
        assertThat(target.outboundCalls()).isZero();
    }

    /** 3.11 Use explicit typing: a type that is used must be checked. */
    @Nested
    class Section311UseExplicitTyping {

        @ParameterizedTest
        @ValueSource(strings = {"JWT", "logout+jwt", "dpop+jwt", "secevent+jwt", "at+jwt;x", "JOSE"})
        void refusesOtherTypes(String type) {
            assertThat(reason(issuer.token().type(type))).isEqualTo(Reason.TYPE_REFUSED);
        }

        @Test
        void refusesNoType() {
            assertThat(reason(issuer.token().withoutHeader("typ"))).isEqualTo(Reason.TYPE_REFUSED);
        }

        @ParameterizedTest
        @ValueSource(strings = {"at+jwt", "AT+JWT", "application/at+jwt"})
        void knowsTheTypeInEverySpelling(String type) {
            assertThat(verified(issuer.token().type(type)).subject()).isEqualTo("alice");
        }
    }

    /** 3.12 Use mutually exclusive validation rules: no other token of the same issuer is an access token. */
    @Test
    void section312TakesNoOtherKindOfTokenForAnAccessToken() {
        assertThat(attacks(86, 87, 88, 89))
                .isNotEmpty()
                .allSatisfy(attack ->
                        assertThat(verifier.verify(attack.token(target))).isInstanceOf(Refusal.class));
    }

    /** The revision, "Check JWT format type": compact and signed, in base64url, in the one spelling that it has. */
    @Nested
    class RevisionCheckFormatType {

        @ParameterizedTest
        @ValueSource(strings = {"=", "==", "~", "!", " ", "\n", "."})
        void refusesOtherSpellings(String end) {
            assertThat(reason(issuer.token().sign() + end)).isEqualTo(Reason.TOKEN_MALFORMED);
        }

        @Test
        void refusesOtherSerialisations() {
            assertThat(attacks(29, 30, 31, 113, 114))
                    .isNotEmpty()
                    .allSatisfy(attack ->
                            assertThat(verifier.verify(attack.token(target))).isInstanceOf(Refusal.class));
        }

        /** What is encrypted is no signed token, whoever's public key it is encrypted with. */
        @Test
        void refusesEncryptedTokens() {
            assertRefusedAs(Reason.TOKEN_ENCRYPTED, 99, 100, 101, 107);
        }
    }

    /** RFC 7515 4.1.11, which the revision repeats: what is critical and not understood MUST be rejected. */
    @Test
    void revisionRefusesCriticalParameters() {
        assertRefusedAs(Reason.HEADER_REFUSED, 52, 53, 54);
        assertThat(reason(issuer.token().header("crit", Map.of()))).isEqualTo(Reason.HEADER_REFUSED);
    }

    /** RFC 7515 10.12 and RFC 7519 4: names are unique; a parser that takes the last one is refused its input. */
    @Test
    void revisionRefusesNamesThatStandTwice() {
        assertRefusedAs(Reason.HEADER_MALFORMED, 60);
        assertRefusedAs(Reason.CLAIMS_MALFORMED, 80);
    }

    private void assertRefusedAs(Reason reason, Integer... numbers) {
        assertThat(attacks(numbers))
                .isNotEmpty()
                .allSatisfy(attack -> assertThat(reason(attack.token(target))).isEqualTo(reason));
    }

    private static List<Attack> attacks(Integer... numbers) {
        List<Integer> wanted = List.of(numbers);
        Stream<Attack> all = AttackCatalogue.all().stream();
        return all.filter(attack -> wanted.contains(attack.number())).toList();
    }

    private byte[] keyBytes(String algorithm) {
        return Base64.getMimeEncoder()
                .encodeToString(issuer.publicKey(algorithm).getEncoded())
                .getBytes(UTF_8);
    }

    private TokenVerifier verifier(Set<SignatureAlgorithm> algorithms) {
        return TokenVerifier.trusting(
                List.of(TrustedIssuer.of(issuer.issuerUri(), keys, TokenProfile.RFC9068, Set.of("orders"), algorithms)),
                clock);
    }

    private VerifiedToken verified(TestToken token) {
        return (VerifiedToken) verifier.verify(token.sign());
    }

    private Reason reason(TestToken token) {
        return reason(token.sign());
    }

    private Reason reason(String token) {
        return ((Refusal) verifier.verify(token)).reason();
    }
}
