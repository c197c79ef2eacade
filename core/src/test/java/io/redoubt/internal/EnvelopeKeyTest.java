package io.redoubt.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeKeyTest {

    private static final byte[] MESSAGE = {1, 2, 3};

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "X25519", "Ed448", "DSA"})
    void refusesAKeyThatVerifiesNoEnvelope(String algorithm) throws GeneralSecurityException {
        PublicKey key =
                KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPublic();

        assertThatIllegalArgumentException().isThrownBy(() -> EnvelopeKey.of(key));
        assertThat(EnvelopeKey.parse(Base64.getEncoder().encodeToString(key.getEncoded())))
                .isEmpty();
    }

    @Test
    void refusesAKeyOfAnotherCurve() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp384r1"));
        PublicKey key = generator.generateKeyPair().getPublic();

        assertThatIllegalArgumentException().isThrownBy(() -> EnvelopeKey.of(key));
    }

    @Test
    void refusesAPointThatIsNotOnTheCurve() {
        byte[] info = Base64.getDecoder().decode(p256().key().text());
        info[info.length - 1] ^= 1;

        assertThat(EnvelopeKey.parse(Base64.getEncoder().encodeToString(info))).isEmpty();
    }

    @Test
    void refusesWhatRidesAlongBehindAKey() {
        byte[] info = Base64.getDecoder().decode(p256().key().text());

        assertThat(EnvelopeKey.parse(Base64.getEncoder().encodeToString(Arrays.copyOf(info, info.length + 1))))
                .isEmpty();
    }

    @Test
    void acceptsSignaturesOf64BytesOnly() {
        EnvelopeSigner signer = p256();
        byte[] signature = signer.sign(MESSAGE);
        byte[] padded = new byte[66]; // R and S as long as those of a larger curve
        System.arraycopy(signature, 0, padded, 1, 32);
        System.arraycopy(signature, 32, padded, 34, 32);

        assertThat(signer.key().verifies(MESSAGE, signature)).isTrue();
        assertThat(signer.key().verifies(MESSAGE, padded)).isFalse();
        assertThat(signer.key().verifies(MESSAGE, new byte[64])).isFalse();
        assertThat(signer.key().verifies(MESSAGE, new byte[0])).isFalse();
    }

    private static EnvelopeSigner p256() {
        return EnvelopeSigner.of(P256Keys.fromSeed(new byte[32]));
    }
}
