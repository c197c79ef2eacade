package io.redoubt.benchmarks.field;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What people write themselves: the JDK's AES-GCM and base64 in a converter, which knows neither field nor row. */
@Converter
public final class HandWrittenConverter implements AttributeConverter<String, String> {

    private static final long NO_ROW = 0;

    private final JceCipher cipher = JceCipher.lookingForAnEngine();

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable String value) {
        try {
            return value == null
                    ? null
                    : Base64.getEncoder().encodeToString(cipher.seal(NO_ROW, value.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public @Nullable String convertToEntityAttribute(@Nullable String stored) {
        try {
            return stored == null
                    ? null
                    : new String(cipher.open(NO_ROW, Base64.getDecoder().decode(stored)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
