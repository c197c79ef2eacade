package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.redoubt.Reason;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactJwsTest {

    /** {"alg":"RS256"} . {} . four bytes */
    private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.e30.AQIDBA";

    @Test
    void decodesTheThreeParts() throws RefusedException {
        CompactJws jws = CompactJws.parse(TOKEN);

        assertThat(jws.header()).asString(StandardCharsets.UTF_8).isEqualTo("{\"alg\":\"RS256\"}");
        assertThat(jws.payload()).asString(StandardCharsets.UTF_8).isEqualTo("{}");
        assertThat(jws.signature()).containsExactly(1, 2, 3, 4);
        assertThat(jws.signingInput()).asString(StandardCharsets.US_ASCII).isEqualTo("eyJhbGciOiJSUzI1NiJ9.e30");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "eyJhbGciOiJSUzI1NiJ9",
                "eyJhbGciOiJSUzI1NiJ9.e30",
                ".e30.AQIDBA",
                "eyJhbGciOiJSUzI1NiJ9..AQIDBA",
                "eyJhbGciOiJSUzI1NiJ9.e30.AQIDBA.",
                ".eyJhbGciOiJSUzI1NiJ9.e30.AQIDBA",
                "eyJhbGciOiJSUzI1NiJ9.e30.AQIDBA.AQ.AQ.AQ"
            })
    void refusesAnythingButThreeParts(String token) {
        assertThat(refusal(token)).isEqualTo(Reason.TOKEN_MALFORMED);
    }

    @Test
    void refusesTokensWithoutASignatureWhateverTheirAlgorithm() {
        assertThat(refusal("eyJhbGciOiJub25lIn0.e30.")).isEqualTo(Reason.TOKEN_UNSIGNED);
        assertThat(refusal("eyJhbGciOiJSUzI1NiJ9.e30.")).isEqualTo(Reason.TOKEN_UNSIGNED);
        assertThat(refusal("..")).isEqualTo(Reason.TOKEN_UNSIGNED);
    }

    @Test
    void refusesEncryptedTokensWithoutReadingThem() {
        assertThat(refusal("eyJhbGciOiJkaXIifQ..AQ.AQ.AQ")).isEqualTo(Reason.TOKEN_ENCRYPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "==", "+", "/", "~", "!", " ", "\t", "\n", "\u0000", "é", "\uD83D", "Ａ", "\u007f"})
    void refusesForeignCharactersInEveryPart(String foreign) {
        assertThat(refusal("eyJhbGciOiJSUzI1NiJ9" + foreign + ".e30.AQIDBA")).isEqualTo(Reason.TOKEN_MALFORMED);
        assertThat(refusal("eyJhbGciOiJSUzI1NiJ9." + foreign + "e30.AQIDBA")).isEqualTo(Reason.TOKEN_MALFORMED);
        assertThat(refusal(TOKEN + foreign)).isEqualTo(Reason.TOKEN_MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eyJhbGciOiJSUzI1NiJ9.e30.AQIDBB", // 2 characters for the last byte, 4 unused bits
                "eyJhbGciOiJSUzI1NiJ9.e31.AQIDBA", // 3 characters for two bytes, 2 unused bits
                "eyJhbGciOiJSUzI1NiJ9.e30.AQIDB", // a single character is 6 bits, and no byte
            })
    void refusesBitsThatNoByteUses(String token) {
        assertThat(refusal(token)).isEqualTo(Reason.TOKEN_MALFORMED);
    }

    @Test
    void refusesTokensOverTheLimitsAndNotThoseAtThem() throws RefusedException {
        String header = "eyJhbGciOiJSUzI1NiJ9";
        String longest = header + "." + "A".repeat(8192 - header.length() - 8) + ".AQIDBA";

        assertThat(CompactJws.parse(longest).payload()).isNotEmpty();
        assertThat(refusal(longest + "A")).isEqualTo(Reason.TOKEN_TOO_LONG);
        assertThat(CompactJws.parse("A".repeat(1366) + ".e30.AQ").header()).hasSize(1024);
        assertThat(refusal("A".repeat(1368) + ".e30.AQ")).isEqualTo(Reason.TOKEN_MALFORMED);
        assertThat(CompactJws.parse("AQ.e30." + "A".repeat(1366)).signature()).hasSize(1024);
        assertThat(refusal("AQ.e30." + "A".repeat(1368))).isEqualTo(Reason.TOKEN_MALFORMED);
    }

    private static Reason refusal(String token) {
        return catchThrowableOfType(RefusedException.class, () -> CompactJws.parse(token))
                .refusal()
                .reason();
    }
}
