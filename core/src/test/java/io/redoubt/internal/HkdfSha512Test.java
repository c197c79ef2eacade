package io.redoubt.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.subtle.Hkdf;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HkdfSha512Test {

    private static final byte[] INFO = "info".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SALT = "salt".getBytes(StandardCharsets.US_ASCII);

    @SuppressWarnings("unchecked")
    static Stream<Map<String, Object>> vectors() throws Exception {
        try (InputStream stream = HkdfSha512Test.class.getResourceAsStream("wycheproof-hkdf-sha512.json")) {
            return ((List<Map<String, Object>>) StrictJson.object(stream.readAllBytes(), new JsonLimits(65_536, 8, 100))
                            .get("vectors"))
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void expandsAsPublished(Map<String, Object> vector) throws Exception {
        byte[] key = extract(bytes(vector, "salt"), bytes(vector, "ikm"));
        byte[] expected = bytes(vector, "okm");

        assertThat(HkdfSha512.expand(key, bytes(vector, "info"), expected.length))
                .isEqualTo(expected);
    }

    /** Around the blocks, and up to the most there is. */
    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 127, 128, 129, 255, 16_319, 16_320})
    void expandsToAnyLengthAsTinkDoes(int length) throws Exception {
        byte[] secret = {1, 2, 3};

        assertThat(HkdfSha512.expand(extract(SALT, secret), INFO, length))
                .isEqualTo(Hkdf.computeHkdf("HmacSha512", secret, SALT, INFO, length));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 16_321})
    void refusesALengthThatThereIsNot(int length) {
        assertThatThrownBy(() -> HkdfSha512.expand(new byte[64], INFO, length))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 32, 63, 65})
    void refusesAKeyOfAnotherLength(int length) {
        assertThatThrownBy(() -> HkdfSha512.expand(new byte[length], INFO, 32))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leavesKeyAndInfoAsTheyAre() {
        byte[] key = new byte[64];
        key[0] = 1;

        HkdfSha512.expand(key, INFO, 100);

        assertThat(key).startsWith(1, 0);
        assertThat(INFO).asString(StandardCharsets.US_ASCII).isEqualTo("info");
    }

    /** RFC 5869 section 2.2. */
    private static byte[] extract(byte[] salt, byte[] secret) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA512");
        mac.init(new SecretKeySpec(salt.length == 0 ? new byte[64] : salt, "HmacSHA512"));
        return mac.doFinal(secret);
    }

    private static byte[] bytes(Map<String, Object> vector, String name) {
        return HexFormat.of().parseHex((String) vector.get(name));
    }
}
