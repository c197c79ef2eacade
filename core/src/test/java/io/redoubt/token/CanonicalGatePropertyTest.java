package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.testkit.TestIssuer;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;

/** One token, one spelling: whoever changes anything about a good token has no good token any more. */
class CanonicalGatePropertyTest {

    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final List<String> TOKENS = Stream.of("ES256", "RS256", "EdDSA")
            .map(algorithm -> ISSUER.token().algorithm(algorithm).sign())
            .toList();
    private static final String TOKEN = TOKENS.get(0);
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
    private static final TokenVerifier VERIFIER = TokenVerifier.trusting(
            List.of(TrustedIssuer.of(
                    ISSUER.issuerUri(),
                    JwkSource.fixed(ISSUER.jwkSet()),
                    TokenProfile.RFC9068,
                    Set.of("orders"),
                    EnumSet.complementOf(EnumSet.of(SignatureAlgorithm.HS256)))),
            Clock.systemUTC());

    @AfterContainer
    static void stop() {
        ISSUER.close();
    }

    @Property
    void refusesAnyOtherCharacterInAnyPlace(@ForAll @IntRange(max = 10_000) int place, @ForAll char other) {
        int at = place % TOKEN.length();
        String changed = TOKEN.substring(0, at) + other + TOKEN.substring(at + 1);

        assertThat(VERIFIER.verify(changed) instanceof VerifiedToken).isEqualTo(changed.equals(TOKEN));
    }

    @Property
    void refusesAnyInsertedCharacter(@ForAll @IntRange(max = 10_000) int place, @ForAll char extra) {
        int at = place % (TOKEN.length() + 1);

        assertThat(VERIFIER.verify(TOKEN.substring(0, at) + extra + TOKEN.substring(at)))
                .isInstanceOf(Refusal.class);
    }

    @Property
    void refusesAnyMissingPiece(
            @ForAll @IntRange(max = 10_000) int from, @ForAll @IntRange(min = 1, max = 50) int length) {
        int start = from % TOKEN.length();
        int end = Math.min(start + length, TOKEN.length());

        assertThat(VERIFIER.verify(TOKEN.substring(0, start) + TOKEN.substring(end)))
                .isInstanceOf(Refusal.class);
    }

    /** Foreign characters never reach a signature; these do. */
    @Property(tries = 600)
    void refusesAnyOtherLetterOfTheAlphabet(
            @ForAll("tokens") String token, @ForAll @IntRange(max = 10_000) int place, @ForAll("letters") char letter) {
        int at = place % token.length();

        assertIsRefusedUnlessTheSame(token, token.substring(0, at) + letter + token.substring(at + 1));
    }

    @Property(tries = 600)
    void refusesAnyInsertedLetterOfTheAlphabet(
            @ForAll("tokens") String token, @ForAll @IntRange(max = 10_000) int place, @ForAll("letters") char letter) {
        int at = place % (token.length() + 1);

        assertIsRefusedUnlessTheSame(token, token.substring(0, at) + letter + token.substring(at));
    }

    @Property(tries = 600)
    void refusesAnyMissingCharacter(@ForAll("tokens") String token, @ForAll @IntRange(max = 10_000) int place) {
        int at = place % token.length();

        assertIsRefusedUnlessTheSame(token, token.substring(0, at) + token.substring(at + 1));
    }

    @Property(tries = 600)
    void refusesAnyTwoCharactersThatChangePlaces(
            @ForAll("tokens") String token,
            @ForAll @IntRange(max = 10_000) int place,
            @ForAll @IntRange(min = 1, max = 50) int distance) {
        int one = place % token.length();
        int other = (one + distance) % token.length();
        StringBuilder changed = new StringBuilder(token);
        changed.setCharAt(one, token.charAt(other));
        changed.setCharAt(other, token.charAt(one));

        assertIsRefusedUnlessTheSame(token, changed.toString());
    }

    /** Exhaustive where a second spelling would be: at the end of the signature, and behind it. */
    @Property
    void refusesEveryOtherEndOfASignature(@ForAll("tokens") String token) {
        for (int i = 0; i < ALPHABET.length(); i++) {
            char letter = ALPHABET.charAt(i);
            assertIsRefusedUnlessTheSame(token, token.substring(0, token.length() - 1) + letter);
            assertIsRefusedUnlessTheSame(token, token + letter);
            assertIsRefusedUnlessTheSame(token, token + "A" + letter);
        }
    }

    @Provide
    static Arbitrary<String> tokens() {
        return Arbitraries.of(TOKENS);
    }

    @Provide
    static Arbitrary<Character> letters() {
        return Arbitraries.chars().with(ALPHABET.toCharArray());
    }

    private static void assertIsRefusedUnlessTheSame(String token, String changed) {
        assertThat(VERIFIER.verify(changed) instanceof VerifiedToken).isEqualTo(changed.equals(token));
    }

    @Property
    void answersAnyText(@ForAll String text) {
        assertThat(VERIFIER.verify(text)).isInstanceOf(Refusal.class);
    }

    @Property
    void accepts(@ForAll("tokens") String token) {
        assertThat(VERIFIER.verify(token)).isInstanceOf(VerifiedToken.class);
    }
}
