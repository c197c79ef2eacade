package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A good token of every provider under the profile of every other: refused, but for the pairs below, whose tokens differ
 * in nothing that a profile may ask for. What parts these is the issuer and its keys, as everywhere.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProfileMatrixTest {

    private static final Map<String, Set<String>> ALSO_ACCEPTED = Map.of(
            // RFC 9068 is RFC 9068, whoever writes it.
            "rfc9068", Set.of("auth0-rfc9068"),
            "auth0-rfc9068", Set.of("rfc9068"),
            // Spring's server writes nothing that is its own: neither a type nor a claim.
            "spring-authorization-server", Set.of("rfc9068", "auth0-rfc9068", "entra-v1", "okta"),
            // azp and typ JWT are all that marks a token of Auth0.
            "auth0", Set.of("keycloak", "entra-v2"));

    private final ProfiledIssuer issuer = new ProfiledIssuer();

    @AfterAll
    void stop() {
        issuer.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.redoubt.token.ProfiledIssuer#profiles")
    void refusesTheTokensOfOtherProviders(TokenProfile profile) {
        TokenVerifier service = issuer.service(profile);
        Set<String> expected = new TreeSet<>(ALSO_ACCEPTED.getOrDefault(profile.name(), Set.of()));
        expected.add(profile.name());

        Set<String> accepted = ProfiledIssuer.profiles()
                .filter(other -> service.verify(issuer.token(other).sign()) instanceof VerifiedToken)
                .map(TokenProfile::name)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(accepted).isEqualTo(expected);
    }
}
