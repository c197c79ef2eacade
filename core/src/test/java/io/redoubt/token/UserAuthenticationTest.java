package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.ConfigurationException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UserAuthenticationTest {

    private static final AuthenticationTrust RANKED =
            new AuthenticationTrust(Optional.of(List.of("low", "mid", "high")), Optional.of(Set.of("pwd", "otp")));

    @Test
    void readsWhatTheTokenSaysOfTheLogin() {
        UserAuthentication login = read(
                AuthenticationTrust.AS_STATED, Map.of("acr", "mfa", "amr", List.of("pwd", "otp"), "auth_time", 1000L));

        assertThat(login.contextClass()).contains("mfa");
        assertThat(login.methods()).containsExactly("pwd", "otp");
        assertThat(login.time()).contains(Instant.ofEpochSecond(1000));
        assertThat(login).hasToString("UserAuthentication");
    }

    @Test
    void knowsNothingThatTheTokenDoesNotSay() {
        UserAuthentication login = read(AuthenticationTrust.AS_STATED, Map.of("iat", 1000L));

        assertThat(login.contextClass()).isEmpty();
        assertThat(login.methods()).isEmpty();
        assertThat(login.time()).isEmpty();
        assertThat(login.reaches("mfa")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void takesAClaimOfAnotherFormForNone(String claim, Object value) {
        Map<String, Object> claims = new HashMap<>();
        claims.put(claim, value);
        UserAuthentication login = read(AuthenticationTrust.AS_STATED, claims);

        assertThat(login.contextClass()).isEmpty();
        assertThat(login.methods()).isEmpty();
        assertThat(login.time()).isEmpty();
    }

    static List<Arguments> malformed() {
        return Arrays.asList(
                Arguments.of("acr", List.of("mfa")),
                Arguments.of("acr", Map.of("value", "mfa")),
                Arguments.of("acr", 2L),
                Arguments.of("acr", true),
                Arguments.of("amr", "otp"),
                Arguments.of("amr", List.of("otp", 7L)),
                Arguments.of("amr", Map.of("otp", true)),
                Arguments.of("auth_time", "1000"),
                Arguments.of("auth_time", 1000.5d),
                Arguments.of("auth_time", -1L),
                Arguments.of("auth_time", Long.MAX_VALUE));
    }

    @Test
    void takesALevelForItselfOnlyWhereNobodyRanksIt() {
        UserAuthentication login = read(AuthenticationTrust.AS_STATED, Map.of("acr", "high"));

        assertThat(login.reaches("high")).isTrue();
        assertThat(login.reaches("low")).isFalse();
        assertThat(login.reaches("HIGH")).isFalse();
    }

    @Test
    void reachesWhatItsIssuerRanksLower() {
        assertThat(read(RANKED, Map.of("acr", "mid")).reaches("low")).isTrue();
        assertThat(read(RANKED, Map.of("acr", "mid")).reaches("mid")).isTrue();
        assertThat(read(RANKED, Map.of("acr", "mid")).reaches("high")).isFalse();
        assertThat(read(RANKED, Map.of("acr", "unknown")).reaches("low")).isFalse();
        assertThat(read(RANKED, Map.of("acr", "unknown")).reaches("unknown")).isFalse();
        assertThat(read(RANKED, Map.of("acr", "high")).reaches("unknown")).isFalse();
    }

    @Test
    void countsOnlyMethodsForWhichTheIssuerIsBelieved() {
        assertThat(read(RANKED, Map.of("amr", List.of("pwd", "hwk"))).methods()).containsExactly("pwd");
    }

    @Test
    void believesAnIssuerNothingIfItIsToldSo() {
        AuthenticationTrust none = new AuthenticationTrust(Optional.of(List.of()), Optional.of(Set.of()));
        UserAuthentication login = read(none, Map.of("acr", "mfa", "amr", List.of("otp")));

        assertThat(login.reaches("mfa")).isFalse();
        assertThat(login.methods()).isEmpty();
    }

    @Test
    void refusesARankingThatSaysNothing() {
        assertThatThrownBy(() -> new AuthenticationTrust(Optional.of(List.of("low", "low")), Optional.empty()))
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> new AuthenticationTrust(Optional.of(List.of(" ")), Optional.empty()))
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> new AuthenticationTrust(Optional.empty(), Optional.of(Set.of(""))))
                .isInstanceOf(ConfigurationException.class);
    }

    private static UserAuthentication read(AuthenticationTrust trust, Map<String, Object> claims) {
        return UserAuthentication.read(new Claims(claims), trust);
    }
}
