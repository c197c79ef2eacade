package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.redoubt.Reason;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JoseHeaderTest {

    @Test
    void readsAlgorithmTypeAndKeyId() throws RefusedException {
        JoseHeader header = read("{\"typ\":\"at+jwt\",\"alg\":\"ES256\",\"kid\":\"k1\",\"x\":[1]}");

        assertThat(header.algorithm()).isEqualTo(SignatureAlgorithm.ES256);
        assertThat(header.type()).contains("at+jwt");
        assertThat(header.keyId()).contains("k1");
    }

    @ParameterizedTest
    @CsvSource({"at+jwt,at+jwt", "AT+JWT,at+jwt", "application/at+jwt,at+jwt", "Application/At+Jwt,at+jwt", "JWT,jwt"})
    void comparesTypesAsMediaTypes(String typ, String type) throws RefusedException {
        assertThat(read("{\"alg\":\"RS256\",\"typ\":\"" + typ + "\"}").type()).contains(type);
    }

    @Test
    void looksAtNoKeyThatATokenBrings() throws RefusedException {
        JoseHeader header =
                read("{\"alg\":\"RS256\",\"jwk\":{\"kty\":\"oct\",\"k\":\"AQ\"},\"jku\":\"https://evil.example\","
                        + "\"x5u\":\"https://evil.example\",\"x5c\":[\"AQ\"]}");

        assertThat(header.keyId()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"crit", "b64", "zip", "enc", "iss", "sub", "aud"})
    void refusesParametersThatChangeWhatTheRestMeans(String name) {
        assertThat(refusal("{\"alg\":\"RS256\",\"" + name + "\":[]}")).isEqualTo(Reason.HEADER_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "nOnE",
                "None",
                "NONE ",
                "none\\u0000",
                "HS512",
                "RS1",
                "RS512",
                "rs256",
                "ES256K",
                "ES521",
                "A128KW",
                "dir",
                "EDDSA",
                "ed25519"
            })
    void refusesEveryOtherAlgorithm(String name) {
        assertThat(refusal("{\"alg\":\"" + name + "\"}")).isEqualTo(Reason.ALGORITHM_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "\"alg\"",
                "{",
                "{}",
                "{\"alg\":null}",
                "{\"alg\":1}",
                "{\"alg\":\"\"}",
                "{\"alg\":[\"RS256\"]}",
                "{\"alg\":\"RS256\",\"alg\":\"RS256\"}",
                "{\"alg\":\"none\",\"\\u0061lg\":\"RS256\"}",
                "{\"alg\":\"RS256\",\"kid\":1}",
                "{\"alg\":\"RS256\",\"kid\":null}",
                "{\"alg\":\"RS256\",\"typ\":[]}",
                "{\"alg\":\"RS256\",\"typ\":\"\"}",
                "{\"alg\":\"RS256\",\"x\":{\"y\":{}}}"
            })
    void refusesWhatIsNoHeader(String json) {
        assertThat(refusal(json)).isEqualTo(Reason.HEADER_MALFORMED);
    }

    @Test
    void refusesTooManyParametersAndTooLongHeaders() {
        StringBuilder many = new StringBuilder("{\"alg\":\"RS256\"");
        for (int i = 0; i < 16; i++) {
            many.append(",\"p").append(i).append("\":1");
        }

        assertThat(refusal(many + "}")).isEqualTo(Reason.HEADER_MALFORMED);
        assertThat(refusal("{\"alg\":\"RS256\",\"kid\":\"" + "k".repeat(1024) + "\"}"))
                .isEqualTo(Reason.HEADER_MALFORMED);
    }

    private static JoseHeader read(String json) throws RefusedException {
        return JoseHeader.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Reason refusal(String json) {
        return catchThrowableOfType(RefusedException.class, () -> read(json))
                .refusal()
                .reason();
    }
}
