package io.redoubt.field;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** How a ciphertext stands in a column, for whom does not know which form the column has before it is asked. */
enum StoredText {
    TEXT {
        @Override
        Object stored(byte[] ciphertext) {
            return CiphertextText.text(ciphertext);
        }

        @Override
        byte[] ciphertext(Object stored) {
            return CiphertextText.bytes((String) stored).orElseThrow();
        }

        @Override
        Optional<CiphertextHeader> header(Object stored) {
            return CiphertextHeader.parseText((String) stored);
        }

        @Override
        byte[] bytes(Object stored) {
            return ((String) stored).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        Optional<Object> value(byte[] plain) {
            return Utf8.decode(plain).map(it -> it);
        }
    },
    BINARY {
        @Override
        Object stored(byte[] ciphertext) {
            return ciphertext;
        }

        @Override
        byte[] ciphertext(Object stored) {
            return (byte[]) stored;
        }

        @Override
        Optional<CiphertextHeader> header(Object stored) {
            return CiphertextHeader.parse((byte[]) stored);
        }

        @Override
        byte[] bytes(Object stored) {
            return (byte[]) stored;
        }

        @Override
        Optional<Object> value(byte[] plain) {
            return Optional.of(plain);
        }
    };

    static StoredText of(LockedField.Form form) {
        return switch (form) {
            case TEXT -> TEXT;
            case BINARY -> BINARY;
        };
    }

    abstract Object stored(byte[] ciphertext);

    /** @param stored one with a header */
    abstract byte[] ciphertext(Object stored);

    abstract Optional<CiphertextHeader> header(Object stored);

    /** {@return what stands there, as bytes} */
    abstract byte[] bytes(Object stored);

    /** {@return the value that bytes are, or nothing if they are none} */
    abstract Optional<Object> value(byte[] plain);
}
