package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.ConfigurationException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedIssuerTest {

    private static final Set<SignatureAlgorithm> RS256 = Set.of(SignatureAlgorithm.RS256);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://idp.example",
                "https://idp.example/",
                "https://idp.example/realms/shop",
                "http://localhost:9000",
                "http://127.0.0.1:9000",
                "http://[::1]:9000",
                "HTTPS://idp.example"
            })
    void acceptsHttpsAndLoopback(String issuer) {
        assertThat(trusted(issuer).issuer()).isEqualTo(issuer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "idp",
                "idp.example",
                "/realms/shop",
                "http://idp.example",
                "http://127.0.0.1.evil.example",
                "http://localhost.evil.example",
                "ftp://idp.example",
                "file:///etc/passwd",
                "https:///path",
                "https://user@idp.example",
                "https://idp.example?x=1",
                "https://idp.example#x",
                "https://idp .example",
                "jar:https://idp.example!/x",
                "https://idp.example:99999",
                "https://[fe80::1%25eth0]"
            })
    void refusesOtherAddressesAndDoesNotRepeatThem(String issuer) {
        assertThatThrownBy(() -> trusted(issuer))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.problems()).singleElement().satisfies(problem -> {
                            assertThat(problem.setting()).isEqualTo("issuer-uri");
                            assertThat(problem.problem() + problem.remedy()).doesNotContain("evil", "passwd", "user@");
                        }));
    }

    @Test
    void needsAnAudienceAndAnAlgorithm() {
        JwkSource keys = JwkSource.discovery("https://idp.example");

        assertThatThrownBy(() -> TrustedIssuer.of("https://idp.example", keys, TokenProfile.RFC9068, Set.of(), RS256))
                .hasMessageStartingWith("audience: is not set");
        assertThatThrownBy(
                        () -> TrustedIssuer.of("https://idp.example", keys, TokenProfile.RFC9068, Set.of(" "), RS256))
                .hasMessageStartingWith("audience: has a blank element");
        assertThatThrownBy(() ->
                        TrustedIssuer.of("https://idp.example", keys, TokenProfile.RFC9068, Set.of("a"), Set.of()))
                .hasMessageStartingWith("algorithms: is empty");
        keys.close();
    }

    @Test
    void refusesTheKeysOfAnotherIssuer() {
        try (JwkSource keys = JwkSource.discovery("https://other.example")) {
            assertThatThrownBy(() ->
                            TrustedIssuer.of("https://idp.example", keys, TokenProfile.RFC9068, Set.of("a"), RS256))
                    .hasMessageStartingWith("issuer-uri: is not the issuer of the keys");
        }
    }

    @ParameterizedTest
    @CsvSource({"PT0S,PT1S", "PT2M,PT24H", "PT30S,P365D"})
    void acceptsLimitsInRange(Duration skew, Duration lifetime) {
        TokenLimits limits = new TokenLimits(skew, lifetime);

        assertThat(trusted("https://idp.example").within(limits).limits()).isEqualTo(limits);
    }

    @ParameterizedTest
    @CsvSource({
        "PT-1S,PT1S,clock-skew",
        "PT2M0.001S,PT1S,clock-skew",
        "PT0S,PT0S,max-lifetime",
        "PT0S,PT-1S,max-lifetime"
    })
    void refusesLimitsOutOfRange(Duration skew, Duration lifetime, String setting) {
        assertThatThrownBy(() -> new TokenLimits(skew, lifetime))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(setting + ": ");
    }

    private static TrustedIssuer trusted(String issuer) {
        return TrustedIssuer.of(
                issuer,
                JwkSource.uri(issuer, "https://idp.example/jwks"),
                TokenProfile.RFC9068,
                Set.of("orders"),
                RS256);
    }
}
