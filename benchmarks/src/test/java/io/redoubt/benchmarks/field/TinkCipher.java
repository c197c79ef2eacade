package io.redoubt.benchmarks.field;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;

/** Tink with its own template: the key's id before the ciphertext, nothing bound. */
final class TinkCipher implements ValueCipher {

    private static final byte[] NOTHING = new byte[0];

    private final Aead aead;

    private TinkCipher(Aead aead) {
        this.aead = aead;
    }

    static TinkCipher create() throws GeneralSecurityException {
        AeadConfig.register();
        KeysetHandle keys = KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId()
                        .makePrimary())
                .build();
        return new TinkCipher(keys.getPrimitive(RegistryConfiguration.get(), Aead.class));
    }

    @Override
    public byte[] seal(long row, byte[] value) throws GeneralSecurityException {
        return aead.encrypt(value, NOTHING);
    }

    @Override
    public byte[] open(long row, byte[] sealed) throws GeneralSecurityException {
        return aead.decrypt(sealed, NOTHING);
    }
}
