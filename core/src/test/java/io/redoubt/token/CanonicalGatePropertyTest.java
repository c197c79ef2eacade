package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.testkit.TestIssuer;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;

/** One token, one spelling: whoever changes anything about a good token has no good token any more. */
class CanonicalGatePropertyTest {

    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final String TOKEN = ISSUER.token().sign();
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

    @Property
    void answersAnyText(@ForAll String text) {
        assertThat(VERIFIER.verify(text)).isInstanceOf(Refusal.class);
    }

    @Property
    void accepts(@ForAll @IntRange(max = 3) int ignored) {
        assertThat(VERIFIER.verify(TOKEN)).isInstanceOf(VerifiedToken.class);
    }
}
