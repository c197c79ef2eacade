package io.redoubt.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.ServiceName;
import io.redoubt.audit.SecurityEvent;
import io.redoubt.key.FieldName;
import io.redoubt.key.ServiceKeyset;
import io.redoubt.key.Suite;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FieldCipherTest {

    private static final FieldName EMAIL = new FieldName("customer", "email");
    private static final FieldContext PLACE =
            FieldContext.of(EMAIL).withTenant("north").withRow(RowId.of(7));

    private final List<SecurityEvent> events = new ArrayList<>();

    @TempDir
    private Path folder;

    private FieldCipher cipher;

    @BeforeEach
    void openKeys() throws Exception {
        cipher = FieldCipher.of(
                ServiceKeyset.development(
                        folder.resolve("keys.json"), new ServiceName("orders"), new SecureRandom(), Clock.systemUTC()),
                events::add);
    }

    @Test
    void opensWhatItSealed() {
        byte[] sealed = cipher.seal(PLACE, FieldType.TEXT, "ada@example.com");

        assertThat(CiphertextHeader.parse(sealed)).hasValueSatisfying(header -> {
            assertThat(header.suite()).isEqualTo(Suite.A256GCM);
            assertThat(header.epoch()).isOne();
            assertThat(header.length()).isEqualTo(3);
        });
        assertThat(sealed).hasSize("ada@example.com".length() + 32);
        assertThat(cipher.open(PLACE, FieldType.TEXT, sealed)).isEqualTo("ada@example.com");
        assertThat(events).isEmpty();
    }

    @Test
    void refusesValueOfAnotherRow() {
        byte[] sealed = cipher.seal(PLACE, FieldType.TEXT, "ada@example.com");

        assertThatThrownBy(() -> cipher.open(PLACE.withRow(RowId.of(8)), FieldType.TEXT, sealed))
                .isInstanceOf(TamperedFieldException.class);
        assertThat(events).hasSize(1);
    }

    @Test
    void showsEqualityWhereItIsAskedTo() {
        FieldContext comparable = FieldContext.comparable(EMAIL);

        assertThat(cipher.sealText(comparable, FieldType.TEXT, "x"))
                .isEqualTo(cipher.sealText(comparable, FieldType.TEXT, "x"))
                .startsWith("r1.");
        assertThat(cipher.openText(comparable, FieldType.TEXT, cipher.sealText(comparable, FieldType.TEXT, "x")))
                .isEqualTo("x");
    }
}
