package io.redoubt.benchmarks.field;

import org.jasypt.encryption.pbe.StandardPBEByteEncryptor;
import org.jasypt.iv.RandomIvGenerator;

/** Jasypt as its starter for Spring Boot sets it up: a key from the password for each value, in 1,000 iterations. */
final class JasyptCipher implements ValueCipher {

    private final StandardPBEByteEncryptor encryptor = new StandardPBEByteEncryptor();

    JasyptCipher() {
        encryptor.setAlgorithm("PBEWITHHMACSHA512ANDAES_256");
        encryptor.setIvGenerator(new RandomIvGenerator());
        encryptor.setPassword("benchmark password");
    }

    @Override
    public byte[] seal(long row, byte[] value) {
        return encryptor.encrypt(value);
    }

    @Override
    public byte[] open(long row, byte[] sealed) {
        return encryptor.decrypt(sealed);
    }
}
