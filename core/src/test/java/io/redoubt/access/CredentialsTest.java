package io.redoubt.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.Reason;
import io.redoubt.token.AuthorizationScheme;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer", "BEARER", "bEaReR"})
    void readsTheTokenUnderTheSchemeInAnyCase(String scheme) {
        assertThat(credentials(scheme + " a.b-c_d~e+f/g="))
                .isEqualTo(new Credentials.Token(AuthorizationScheme.BEARER, "a.b-c_d~e+f/g="));
    }

    @Test
    void needsCredentials() {
        assertThat(credentials()).isEqualTo(new Credentials.None(Reason.NO_CREDENTIALS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic YTpi", "DPoP a.b.c", "Digest x", "token", "\"Bearer\" x", "a.b.c"})
    void doesNotKnowOtherSchemes(String field) {
        assertThat(credentials(field)).isEqualTo(new Credentials.None(Reason.UNSUPPORTED_SCHEME));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer  a",
                "Bearer a ",
                "Bearer a b",
                "Bearer\ta",
                "Bearer \ta",
                "Bearer: a",
                "Bearerx a",
                "Bearer a,Bearer b",
                "Bearer a, b",
                "Bearer \"a\"",
                "Bearer a;b",
                "Bearer a%2eb",
                "Bearer é",
                "Bearer a\u0000",
                "Bearer a\r\nX: y"
            })
    void refusesWhatIsNotOneSchemeOneSpaceAndOneToken(String field) {
        assertThat(credentials(field)).isEqualTo(new Credentials.None(Reason.MALFORMED_CREDENTIALS));
    }

    @Test
    void refusesSeveralFieldsEvenIfTheyAgree() {
        assertThat(credentials("Bearer a", "Bearer a")).isEqualTo(new Credentials.None(Reason.SEVERAL_CREDENTIALS));
        assertThat(credentials("Bearer a", "Basic YTpi")).isEqualTo(new Credentials.None(Reason.SEVERAL_CREDENTIALS));
    }

    @Test
    void neverShowsTheToken() {
        assertThat(credentials("Bearer secret")).hasToString("Token");
    }

    @Test
    void tellsTheSchemesApart() {
        Set<AuthorizationScheme> both = EnumSet.allOf(AuthorizationScheme.class);

        assertThat(Credentials.of(List.of("DPoP a"), both))
                .isEqualTo(new Credentials.Token(AuthorizationScheme.DPOP, "a"));
        assertThat(Credentials.of(List.of("dpop a"), both))
                .isEqualTo(new Credentials.Token(AuthorizationScheme.DPOP, "a"));
        assertThat(Credentials.of(List.of("Bearer a"), both))
                .isEqualTo(new Credentials.Token(AuthorizationScheme.BEARER, "a"));
        assertThat(Credentials.of(List.of("Bearer a"), EnumSet.of(AuthorizationScheme.DPOP)))
                .isEqualTo(new Credentials.None(Reason.UNSUPPORTED_SCHEME));
    }

    private static Credentials credentials(String... fields) {
        return Credentials.of(List.of(fields), EnumSet.of(AuthorizationScheme.BEARER));
    }
}
