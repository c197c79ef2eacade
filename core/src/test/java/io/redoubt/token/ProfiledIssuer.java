package io.redoubt.token;

import io.redoubt.testkit.TestClock;
import io.redoubt.testkit.TestIssuer;
import io.redoubt.testkit.TestToken;
import io.redoubt.testkit.TokenShape;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** One real issuer that writes the tokens of every provider, and services that trust it under every profile. */
final class ProfiledIssuer implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final TestClock clock = TestClock.at(NOW);
    private final TestIssuer issuer = TestIssuer.start(clock);
    private final JwkSource keys;

    ProfiledIssuer() {
        List.of("RS256", "ES256").forEach(issuer::keyId); // makes the keys
        keys = JwkSource.fixed(issuer.jwkSet());
    }

    static Stream<TokenProfile> profiles() {
        return TokenProfile.names().stream()
                .map(name -> TokenProfile.named(name).orElseThrow());
    }

    /** {@return the shape that the profile describes} */
    static TokenShape shapeOf(TokenProfile profile) {
        return TokenShape.valueOf(profile.name().toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    String uri() {
        return issuer.issuerUri();
    }

    /** {@return a valid token of the provider that the profile describes} */
    TestToken token(TokenProfile profile) {
        return issuer.token(shapeOf(profile));
    }

    /** {@return a service called orders} */
    TokenVerifier service(TokenProfile profile) {
        boolean byClient = profile.equals(TokenProfile.COGNITO);
        return service(profile, Set.of("orders"), byClient ? Set.of("shop-web") : Set.of());
    }

    TokenVerifier service(TokenProfile profile, Set<String> audiences, Set<String> clients) {
        return TokenVerifier.trusting(List.of(trusted(profile, audiences, clients)), clock);
    }

    TrustedIssuer trusted(TokenProfile profile, Set<String> audiences, Set<String> clients) {
        return TrustedIssuer.of(
                uri(),
                keys,
                profile,
                audiences,
                clients,
                EnumSet.of(SignatureAlgorithm.RS256, SignatureAlgorithm.ES256));
    }

    @Override
    public void close() {
        issuer.close();
    }
}
