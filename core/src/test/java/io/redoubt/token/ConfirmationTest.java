package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.redoubt.Reason;
import io.redoubt.internal.JsonNull;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfirmationTest {

    private static final String THUMBPRINT = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";

    @Test
    void readsBothMethodsThatARequestCanProve() throws RefusedException {
        assertThat(Confirmation.read(Map.of("jkt", THUMBPRINT)))
                .isEqualTo(new Confirmation(Optional.of(THUMBPRINT), Optional.empty()));
        assertThat(Confirmation.read(Map.of("x5t#S256", THUMBPRINT)))
                .isEqualTo(new Confirmation(Optional.empty(), Optional.of(THUMBPRINT)));
        assertThat(Confirmation.read(Map.of("jkt", THUMBPRINT, "x5t#S256", THUMBPRINT)))
                .isEqualTo(new Confirmation(Optional.of(THUMBPRINT), Optional.of(THUMBPRINT)));
    }

    @Test
    void toleratesAnUnknownMemberBesideAKnownOne() throws RefusedException {
        assertThat(Confirmation.read(Map.of("jkt", THUMBPRINT, "kc-jkt-type", "DPoP"))
                        .keyThumbprint())
                .contains(THUMBPRINT);
    }

    static Stream<Arguments> unproven() {
        return Stream.of(
                arguments("null", JsonNull.NULL, "not a JSON object"),
                arguments("a text", THUMBPRINT, "not a JSON object"),
                arguments("a list", List.of(THUMBPRINT), "not a JSON object"),
                arguments("an empty object", Map.of(), "is empty"),
                arguments("an unknown method only", Map.of("x", THUMBPRINT), "neither jkt nor x5t#S256"),
                arguments("a method in capitals", Map.of("JKT", THUMBPRINT), "neither jkt nor x5t#S256"),
                arguments("a whole key", Map.of("jwk", Map.of("kty", "EC")), "jwk, jwe, jku or kid"),
                arguments("a key id", Map.of("kid", "1"), "jwk, jwe, jku or kid"),
                arguments("a key id beside a known one", Map.of("jkt", THUMBPRINT, "kid", "1"), "jwk, jwe, jku or kid"),
                arguments("a thumbprint as number", Map.of("jkt", 7L), "member jkt is not"),
                arguments("a thumbprint as null", Map.of("jkt", JsonNull.NULL), "member jkt is not"),
                arguments("an empty thumbprint", Map.of("jkt", ""), "member jkt is not"),
                arguments("a short thumbprint", Map.of("x5t#S256", THUMBPRINT.substring(1)), "member x5t#S256 is not"),
                arguments("a padded thumbprint", Map.of("jkt", THUMBPRINT + "="), "member jkt is not"),
                arguments("base64, not base64url", Map.of("jkt", THUMBPRINT.replace('-', '+')), "member jkt is not"),
                arguments(
                        "one bad thumbprint of two",
                        Map.of("jkt", THUMBPRINT, "x5t#S256", "x"),
                        "member x5t#S256 is not"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unproven")
    void refusesWhatNoRequestCouldProve(String name, Object cnf, String detail) {
        assertThatThrownBy(() -> Confirmation.read(cnf)).isInstanceOfSatisfying(RefusedException.class, e -> {
            assertThat(e.refusal().reason()).isEqualTo(Reason.CONFIRMATION_REFUSED);
            assertThat(e.refusal().detail()).contains(detail);
        });
    }

    /** Until proof of possession exists, a bound token is worth nothing, however well it is bound. */
    @Test
    void refusesABoundTokenAsNotEnabled() {
        try (ProfiledIssuer issuer = new ProfiledIssuer()) {
            String bound = issuer.token(TokenProfile.KEYCLOAK)
                    .claim("typ", "DPoP")
                    .claim("cnf", Map.of("jkt", THUMBPRINT, "kc-jkt-type", "DPoP"))
                    .sign();

            assertThat(issuer.service(TokenProfile.KEYCLOAK).verify(bound))
                    .isEqualTo(Refusal.of(Reason.CONFIRMATION_REFUSED));
        }
    }
}
