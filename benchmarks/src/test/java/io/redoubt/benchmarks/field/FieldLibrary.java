package io.redoubt.benchmarks.field;

import io.redoubt.key.Suite;

/** Who seals. */
public enum FieldLibrary {
    FLOOR("JDK, AES-256-GCM, `Cipher` used again (the floor)") {
        @Override
        ValueCipher open() throws Exception {
            return JceCipher.keepingItsEngine();
        }
    },
    JCE("JDK, AES-256-GCM, `Cipher.getInstance` each time") {
        @Override
        ValueCipher open() {
            return JceCipher.lookingForAnEngine();
        }
    },
    REDOUBT("Redoubt, `A256GCM`") {
        @Override
        ValueCipher open() throws Exception {
            return RedoubtCipher.of(Suite.A256GCM);
        }
    },
    REDOUBT_XA256GCM("Redoubt, `XA256GCM`") {
        @Override
        ValueCipher open() throws Exception {
            return RedoubtCipher.of(Suite.XA256GCM);
        }
    },
    REDOUBT_XC20P("Redoubt, `XC20P`") {
        @Override
        ValueCipher open() throws Exception {
            return RedoubtCipher.of(Suite.XC20P);
        }
    },
    REDOUBT_A256CTR_HS256("Redoubt, `A256CTR-HS256`") {
        @Override
        ValueCipher open() throws Exception {
            return RedoubtCipher.of(Suite.A256CTR_HS256);
        }
    },
    REDOUBT_COMPARABLE("Redoubt, comparable (`A256SIV`)") {
        @Override
        ValueCipher open() throws Exception {
            return RedoubtCipher.comparable();
        }
    },
    TINK("Tink, AES-256-GCM") {
        @Override
        ValueCipher open() throws Exception {
            return TinkCipher.create();
        }
    },
    SPRING("Spring Security `AesGcmBytesEncryptor`") {
        @Override
        ValueCipher open() {
            return new SpringCipher();
        }
    },
    AWS("AWS Encryption SDK, a key for each value") {
        @Override
        ValueCipher open() {
            return AwsCipher.perValue();
        }
    },
    AWS_CACHED("AWS Encryption SDK, cached keys") {
        @Override
        ValueCipher open() {
            return AwsCipher.cached();
        }
    },
    JASYPT("Jasypt, `PBEWITHHMACSHA512ANDAES_256`") {
        @Override
        ValueCipher open() {
            return new JasyptCipher();
        }
    };

    private final String title;

    FieldLibrary(String title) {
        this.title = title;
    }

    /** {@return what readers call it} */
    public String title() {
        return title;
    }

    /** {@return the library, with keys of its own} */
    abstract ValueCipher open() throws Exception;
}
