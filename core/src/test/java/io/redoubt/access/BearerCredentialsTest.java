package io.redoubt.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerCredentialsTest {

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer", "BEARER", "bEaReR"})
    void readsTheTokenUnderTheSchemeInAnyCase(String scheme) {
        assertThat(BearerCredentials.of(List.of(scheme + " a.b-c_d~e+f/g=")))
                .isEqualTo(new BearerCredentials.Token("a.b-c_d~e+f/g="));
    }

    @Test
    void needsCredentials() {
        assertThat(BearerCredentials.of(List.of())).isEqualTo(new BearerCredentials.None(Reason.NO_CREDENTIALS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic YTpi", "DPoP a.b.c", "Digest x", "token", "\"Bearer\" x", "a.b.c"})
    void doesNotKnowOtherSchemes(String field) {
        assertThat(BearerCredentials.of(List.of(field)))
                .isEqualTo(new BearerCredentials.None(Reason.UNSUPPORTED_SCHEME));
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
        assertThat(BearerCredentials.of(List.of(field)))
                .isEqualTo(new BearerCredentials.None(Reason.MALFORMED_CREDENTIALS));
    }

    @Test
    void refusesSeveralFieldsEvenIfTheyAgree() {
        assertThat(BearerCredentials.of(List.of("Bearer a", "Bearer a")))
                .isEqualTo(new BearerCredentials.None(Reason.SEVERAL_CREDENTIALS));
        assertThat(BearerCredentials.of(List.of("Bearer a", "Basic YTpi")))
                .isEqualTo(new BearerCredentials.None(Reason.SEVERAL_CREDENTIALS));
    }

    @Test
    void neverShowsTheToken() {
        assertThat(BearerCredentials.of(List.of("Bearer secret"))).hasToString("Token");
    }
}
