package io.redoubt.field;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a column holds, and how plaintext and ciphertext stand in it.
 *
 * @param <T> the type of the values
 * @param <S> what the column holds
 */
interface ColumnForm<T, S> {

    S seal(FieldCipher cipher, FieldContext context, FieldType<T> type, T value);

    T open(FieldCipher cipher, FieldContext context, FieldType<T> type, S stored);

    boolean isCiphertext(S stored);

    /** {@return a value as plaintext} */
    S plain(T value);

    /** {@return the value that plaintext is} */
    T value(S plain);

    /** {@return what stands there, as bytes} */
    byte[] bytes(S stored);

    /** {@return the value that these bytes are, or nothing if they are none} */
    Optional<T> ofBytes(byte[] plain);

    /** {@return text: values that are sealed stand as r1. and base64url} */
    static <T> ColumnForm<T, String> text(FieldType<T> type) {
        return new ColumnForm<>() {
            @Override
            public String seal(FieldCipher cipher, FieldContext context, FieldType<T> type, T value) {
                return cipher.sealText(context, type, value);
            }

            @Override
            public T open(FieldCipher cipher, FieldContext context, FieldType<T> type, String stored) {
                return cipher.openText(context, type, stored);
            }

            @Override
            public boolean isCiphertext(String stored) {
                return CiphertextHeader.parseText(stored).isPresent();
            }

            @Override
            public String plain(T value) {
                return (String) value;
            }

            @Override
            public T value(String plain) {
                return type.javaType().cast(plain);
            }

            @Override
            public byte[] bytes(String stored) {
                return stored.getBytes(StandardCharsets.UTF_8);
            }

            @Override
            public Optional<T> ofBytes(byte[] plain) {
                return Utf8.decode(plain).map(this::value);
            }
        };
    }

    /** {@return bytes, as they are} */
    static <T> ColumnForm<T, byte[]> binary(FieldType<T> type) {
        return new ColumnForm<>() {
            @Override
            public byte[] seal(FieldCipher cipher, FieldContext context, FieldType<T> type, T value) {
                return cipher.seal(context, type, value);
            }

            @Override
            public T open(FieldCipher cipher, FieldContext context, FieldType<T> type, byte[] stored) {
                return cipher.open(context, type, stored);
            }

            @Override
            public boolean isCiphertext(byte[] stored) {
                return CiphertextHeader.parse(stored).isPresent();
            }

            @Override
            public byte[] plain(T value) {
                return (byte[]) value;
            }

            @Override
            public T value(byte[] plain) {
                return type.javaType().cast(plain);
            }

            @Override
            public byte[] bytes(byte[] stored) {
                return stored;
            }

            @Override
            public Optional<T> ofBytes(byte[] plain) {
                return Optional.of(value(plain));
            }
        };
    }
}
