package io.redoubt.benchmarks.field;

import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.encrypt.AesGcmBytesEncryptor;

/** Spring Security with a key that is there: from a password it would derive one, once. */
final class SpringCipher implements ValueCipher {

    private final AesGcmBytesEncryptor encryptor = AesGcmBytesEncryptor.withSecretKey(
                    new SecretKeySpec(new byte[32], "AES"))
            .build();

    @Override
    public byte[] seal(long row, byte[] value) {
        return encryptor.encrypt(value);
    }

    @Override
    public byte[] open(long row, byte[] sealed) {
        return encryptor.decrypt(sealed);
    }
}
