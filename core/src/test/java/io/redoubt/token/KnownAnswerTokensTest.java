package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.redoubt.Reason;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.StrictJson;
import io.redoubt.testkit.TestClock;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that were signed once, and what the specifications sign: whatever becomes of our code, these verify. */
class KnownAnswerTokensTest {

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256", "ES256", "ES384", "EdDSA", "Ed25519", "HS256"})
    void verifies(String algorithm) throws Exception {
        assertThat(verifier(algorithm).verify(token(algorithm))).isInstanceOf(VerifiedToken.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256", "ES256", "ES384", "EdDSA", "Ed25519", "HS256"})
    void refusesItWithAnotherSignature(String algorithm) throws Exception {
        String token = token(algorithm);
        int first = token.lastIndexOf('.') + 1;
        String changed =
                token.substring(0, first) + (token.charAt(first) == 'A' ? 'B' : 'A') + token.substring(first + 1);

        assertThat(verifier(algorithm).verify(changed)).isEqualTo(Refusal.of(Reason.BAD_SIGNATURE));
    }

    static Stream<SignatureProviders> providers() {
        return Stream.concat(
                Stream.of(SignatureProviders.ofJca()),
                ProviderJars.FOUND.stream().map(provider -> SignatureProviders.preferring(List.of(provider))));
    }

    /** The keys are published, so only what verifies is asked, and not what reads key sets. */
    @ParameterizedTest
    @MethodSource("providers")
    void verifiesWhatTheSpecificationsSign(SignatureProviders providers) throws Exception {
        String claims =
                "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

        assertThat(verifies(
                        providers,
                        SignatureAlgorithm.RS256,
                        Map.of(
                                "kty",
                                "RSA",
                                "e",
                                "AQAB",
                                "n",
                                "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4"
                                        + "d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSX"
                                        + "ndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT"
                                        + "6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"),
                        "eyJhbGciOiJSUzI1NiJ9." + claims,
                        "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujG"
                                + "bds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb"
                                + "1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2"
                                + "w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw"))
                .as("RFC 7515 appendix A.2")
                .isTrue();
        assertThat(verifies(
                        providers,
                        SignatureAlgorithm.ES256,
                        Map.of(
                                "kty",
                                "EC",
                                "crv",
                                "P-256",
                                "x",
                                "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
                                "y",
                                "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"),
                        "eyJhbGciOiJFUzI1NiJ9." + claims,
                        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"))
                .as("RFC 7515 appendix A.3")
                .isTrue();
        assertThat(verifies(
                        providers,
                        SignatureAlgorithm.EDDSA,
                        Map.of("kty", "OKP", "crv", "Ed25519", "x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"),
                        "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc",
                        "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"))
                .as("RFC 8037 appendix A.4")
                .isTrue();
    }

    /** RFC 7515 appendix A.1 and RFC 7520 section 4.4, whose secrets no key set may hold. */
    @ParameterizedTest
    @CsvSource({
        "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow,"
                + "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGF"
                + "tcGxlLmNvbS9pc19yb290Ijp0cnVlfQ,dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
        "hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg,"
                + "eyJhbGciOiJIUzI1NiIsImtpZCI6IjAxOGMwYWU1LTRkOWItNDcxYi1iZmQ2LWVlZjMxNGJjNzAzNyJ9.SXTigJlzIGEgZGFuZ2Vyb3V"
                + "zIGJ1c2luZXNzLCBGcm9kbywgZ29pbmcgb3V0IHlvdXIgZG9vci4gWW91IHN0ZXAgb250byB0aGUgcm9hZCwgYW5kIGlmIHlvdSBkb24"
                + "ndCBrZWVwIHlvdXIgZmVldCwgdGhlcmXigJlzIG5vIGtub3dpbmcgd2hlcmUgeW91IG1pZ2h0IGJlIHN3ZXB0IG9mZiB0by4,"
                + "s0h6KThzkfBBBkLspW1h84VsJZFTsPPqMDA7g1Md7p0"
    })
    void verifiesTheMacsOfTheSpecifications(String secret, String input, String mac) throws Exception {
        SignatureCheck check =
                new HmacCheck(SecretJwk.read(Map.of("kty", "oct", "k", secret)).key());

        assertThat(check.verifies(input.getBytes(StandardCharsets.US_ASCII), base64url(mac)))
                .isTrue();
    }

    private static boolean verifies(
            SignatureProviders providers,
            SignatureAlgorithm algorithm,
            Map<String, Object> jwk,
            String input,
            String signature)
            throws Exception {
        SignatureCheck check =
                providers.check(algorithm, PublicJwk.read(jwk).orElseThrow().key());
        return check.verifies(input.getBytes(StandardCharsets.US_ASCII), base64url(signature));
    }

    private static TokenVerifier verifier(String algorithm) throws Exception {
        boolean secret = algorithm.equals("HS256");
        Object set = samples().get(secret ? "secrets" : "publicKeys");
        TrustedIssuer issuer = TrustedIssuer.of(
                "https://idp.example",
                JwkSource.fixed(JSONObjectUtils.toJSONString(asMap(set))),
                TokenProfile.RFC9068,
                Set.of("orders"),
                EnumSet.of(SignatureAlgorithm.named(algorithm).orElseThrow()));
        return TokenVerifier.trusting(
                List.of(issuer), TestClock.at(Instant.parse((String) samples().get("time"))));
    }

    private static String token(String algorithm) throws Exception {
        return (String) Objects.requireNonNull(asMap(samples().get("tokens")).get(algorithm));
    }

    @SuppressWarnings("unchecked") // an object of JSON
    private static Map<String, Object> asMap(Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }

    private static Map<String, Object> samples() throws Exception {
        try (InputStream json = KnownAnswerTokensTest.class.getResourceAsStream("known-answer-tokens.json")) {
            return StrictJson.object(Objects.requireNonNull(json).readAllBytes(), new JsonLimits(65536, 8, 64));
        }
    }

    private static byte[] base64url(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
