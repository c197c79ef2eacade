package io.redoubt.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.XChaCha20Poly1305Key;
import com.google.crypto.tink.aead.XChaCha20Poly1305Parameters;
import com.google.crypto.tink.keyderivation.KeyDerivationConfig2026;
import com.google.crypto.tink.keyderivation.KeysetDeriver;
import com.google.crypto.tink.keyderivation.PrfBasedKeyDerivationKey;
import com.google.crypto.tink.keyderivation.PrfBasedKeyDerivationParameters;
import com.google.crypto.tink.prf.HkdfPrfKey;
import com.google.crypto.tink.prf.HkdfPrfParameters;
import com.google.crypto.tink.util.SecretBytes;
import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.key.Purpose;
import io.redoubt.key.Suite;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Why keys are not made by Tink's own deriver: only the salt is bound into what it makes. */
class TinkDeriverTest {

    private static final byte[] SALT = "orders, epoch 1, field".getBytes(StandardCharsets.US_ASCII);

    @Test
    void givesOneKeyToTwoAlgorithms() throws Exception {
        AesGcmKey aes = (AesGcmKey) derive(AesGcmParameters.builder()
                .setKeySizeBytes(32)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                .build());
        XChaCha20Poly1305Key chacha = (XChaCha20Poly1305Key)
                derive(XChaCha20Poly1305Parameters.create(XChaCha20Poly1305Parameters.Variant.NO_PREFIX));

        assertThat(bytes(aes.getKeyBytes())).isEqualTo(bytes(chacha.getKeyBytes()));
    }

    @Test
    void whereOursGivesTwo() {
        try (Root root = TestRoots.inMemory(TestRoots.counting(1));
                EpochSecret secret =
                        new Derivation(root, new TrustDomain("shop.example")).epoch(new ServiceName("orders"), 1)) {
            assertThat(Arrays.copyOf(secret.leafBytes(Purpose.FIELD, Suite.A256GCM), 32))
                    .isNotEqualTo(Arrays.copyOf(secret.leafBytes(Purpose.FIELD, Suite.XC20P), 32));
        }
    }

    private static Key derive(Parameters derived) throws GeneralSecurityException {
        HkdfPrfParameters hkdf = HkdfPrfParameters.builder()
                .setKeySizeBytes(64)
                .setHashType(HkdfPrfParameters.HashType.SHA512)
                .build();
        HkdfPrfKey prf = HkdfPrfKey.builder()
                .setParameters(hkdf)
                .setKeyBytes(SecretBytes.copyFrom(TestRoots.counting(1), InsecureSecretKeyAccess.get()))
                .build();
        PrfBasedKeyDerivationParameters parameters = PrfBasedKeyDerivationParameters.builder()
                .setPrfParameters(hkdf)
                .setDerivedKeyParameters(derived)
                .build();
        KeysetHandle deriver = KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(PrfBasedKeyDerivationKey.create(parameters, prf, null))
                        .withRandomId()
                        .makePrimary())
                .build();
        return deriver.getPrimitive(KeyDerivationConfig2026.get(), KeysetDeriver.class)
                .deriveKeyset(SALT)
                .getPrimary()
                .getKey();
    }

    private static byte[] bytes(SecretBytes secret) {
        return secret.toByteArray(InsecureSecretKeyAccess.get());
    }
}
