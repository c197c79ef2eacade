package io.redoubt.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published vectors of C2SP det-keygen, among them the seed that needs the second try of step 11. */
class P256KeysTest {

    private static final String SECOND_TRY = "b432f9be30890480298218510559aed7";
    private static final int COORDINATE_BYTES = 32;

    @SuppressWarnings("unchecked")
    static Stream<Map<String, String>> vectors() throws Exception {
        try (InputStream stream = P256KeysTest.class.getResourceAsStream("det-keygen-p256.json")) {
            return ((List<Map<String, String>>) StrictJson.object(stream.readAllBytes(), new JsonLimits(65_536, 8, 100))
                            .get("vectors"))
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void makesThePublishedKeys(Map<String, String> vector) throws Exception {
        byte[] pkcs8 = Base64.getDecoder().decode(vector.get("pkcs8"));
        ECPrivateKey expected =
                (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));

        KeyPair pair = P256Keys.fromSeed(Base64.getDecoder().decode(vector.get("seed")));

        assertThat(((ECPrivateKey) pair.getPrivate()).getS()).isEqualTo(expected.getS());
        assertThat(((ECPublicKey) pair.getPublic()).getW()).isEqualTo(publicPoint(pkcs8));
    }

    @Test
    void isTestedWithTheSeedThatNeedsASecondTry() throws Exception {
        String seed = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(SECOND_TRY));

        assertThat(vectors().map(vector -> vector.get("seed"))).hasSize(6).contains(seed);
    }

    @Test
    void refusesAShortSeed() {
        assertThatThrownBy(() -> P256Keys.fromSeed(new byte[15])).hasMessage("a seed has at least 16 bytes");
    }

    /** The end of the file: the two coordinates. */
    private static ECPoint publicPoint(byte[] pkcs8) {
        int y = pkcs8.length - COORDINATE_BYTES;
        int x = y - COORDINATE_BYTES;
        return new ECPoint(
                new BigInteger(1, Arrays.copyOfRange(pkcs8, x, y)),
                new BigInteger(1, Arrays.copyOfRange(pkcs8, y, pkcs8.length)));
    }
}
