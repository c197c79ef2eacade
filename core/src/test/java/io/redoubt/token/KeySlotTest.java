package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.redoubt.testkit.TestIssuer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How long one key is the same key. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeySlotTest {

    private final TestIssuer issuer = TestIssuer.start();

    @BeforeEach
    void beginAnew() {
        issuer.rotateKeys();
    }

    @AfterAll
    void stop() {
        issuer.close();
    }

    @Test
    void keepsTheSlotOfAKeyThatIsPublishedAgain() throws Exception {
        KeySnapshot before = read(issuer.jwkSet());
        VerificationKey key = only(before);
        issuer.rotateKeysKeepingOld();

        KeySnapshot after = read(issuer.jwkSet()).keepingSlotsOf(before);
        before.retireAllBut(after);

        assertThat(after.size()).isEqualTo(2);
        assertThat(after.choose(header(key))).isSameAs(key);
        assertThat(key.isLive()).isTrue();
    }

    @Test
    void retiresAKeyThatIsPublishedNoMore() throws Exception {
        KeySnapshot before = read(issuer.jwkSet());
        issuer.rotateKeys();

        KeySnapshot after = read(issuer.jwkSet()).keepingSlotsOf(before);
        before.retireAllBut(after);

        assertThat(only(before).isLive()).isFalse();
        assertThat(only(after).isLive()).isTrue();
    }

    @Test
    void givesAKeyThatComesBackANewSlot() throws Exception {
        String set = issuer.jwkSet();
        KeySnapshot first = read(set);
        issuer.rotateKeys();
        KeySnapshot without = read(issuer.jwkSet()).keepingSlotsOf(first);
        first.retireAllBut(without);

        KeySnapshot again = read(set).keepingSlotsOf(without);

        assertThat(only(again)).isNotSameAs(only(first));
        assertThat(only(again).isLive()).isTrue();
        assertThat(only(first).isLive()).isFalse();
    }

    @Test
    void givesAChangedUseOfAKeyANewSlot() throws Exception {
        String set = rsaSet();
        KeySnapshot before = read(set);

        KeySnapshot otherAlgorithms =
                read(set.replace("\"a\"", "\"a\",\"alg\":\"RS256\"")).keepingSlotsOf(before);
        KeySnapshot otherId = read(set.replace("\"a\"", "\"b\"")).keepingSlotsOf(before);
        KeySnapshot otherKey = read(rsaSet()).keepingSlotsOf(before);

        assertThat(only(otherAlgorithms)).isNotSameAs(only(before));
        assertThat(only(otherId)).isNotSameAs(only(before));
        assertThat(only(otherKey)).isNotSameAs(only(before));
        assertThat(only(otherId).thumbprint()).isEqualTo(only(before).thumbprint());
        assertThat(only(otherKey).thumbprint()).isNotEqualTo(only(before).thumbprint());
    }

    /** Java writes a zero before a number whose first bit is set, and some issuers publish it. */
    @Test
    void knowsAKeyWhoseNumbersAreSpelledWithLeadingZeros() throws Exception {
        String set = rsaSet();
        KeySnapshot before = read(set);

        KeySnapshot after = read(set.replace("\"n\":\"", "\"n\":\"AAAA")).keepingSlotsOf(before);

        assertThat(only(after)).isSameAs(only(before));
    }

    private static KeySnapshot read(String jwkSet) throws KeySetException {
        return JwkSetReader.read(jwkSet.getBytes(StandardCharsets.UTF_8));
    }

    private static VerificationKey only(KeySnapshot snapshot) {
        assertThat(snapshot.keys()).hasSize(1);
        return snapshot.keys().get(0);
    }

    private static JoseHeader header(VerificationKey key) throws RefusedException {
        String json = "{\"alg\":\"ES256\",\"kid\":\"" + key.keyId().orElseThrow() + "\"}";
        return JoseHeader.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String rsaSet() throws Exception {
        RSAKey key = new RSAKeyGenerator(2048).keyID("a").generate().toPublicJWK();
        return "{\"keys\":[" + key.toJSONString() + "]}";
    }
}
