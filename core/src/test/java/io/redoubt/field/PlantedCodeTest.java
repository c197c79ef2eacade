package io.redoubt.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.ServiceName;
import io.redoubt.audit.SecurityEvent;
import io.redoubt.key.FieldName;
import io.redoubt.key.IndexName;
import io.redoubt.key.ServiceKeyset;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlantedCodeTest {

    private static final FieldName EMAIL = new FieldName("customer", "email");
    private static final Optional<String> NORTH = Optional.of("north");

    private final List<SecurityEvent> events = new ArrayList<>();

    @TempDir
    private Path folder;

    private FieldCipher cipher;
    private BlindIndex<String> index;

    @BeforeEach
    void openKeys() throws Exception {
        ServiceKeyset keys = ServiceKeyset.development(
                folder.resolve("keys.json"), new ServiceName("orders"), new SecureRandom(), Clock.systemUTC());
        cipher = FieldCipher.of(keys, events::add);
        index = BlindIndex.of(keys, new IndexName(EMAIL, "eq", "email-1", 128), FieldType.TEXT);
    }

    @Test
    void codesAreOfOneEpochWhereTheyAreToBe() {
        assertThat(index.under(1).code(NORTH, "ada@example.com")).isEqualTo(index.code(NORTH, "ADA@example.com"));
        assertThat(index.under(1).candidates(NORTH, "ada@example.com"))
                .containsExactly(index.code(NORTH, "ada@example.com"));

        assertThatThrownBy(() -> index.under(2).code(NORTH, "ada@example.com"))
                .isInstanceOf(FieldKeyException.class)
                .hasMessageContaining("epoch 2");
        assertThatThrownBy(() -> index.under(2).candidates(NORTH, "ada@example.com"))
                .isInstanceOf(FieldKeyException.class);
    }

    @Test
    void acceptsTheCodeOfTheValue() {
        cipher.requireCodeOf(index, NORTH, "ada@example.com", index.code(NORTH, "ada@example.com"));

        assertThat(events).isEmpty();
    }

    @Test
    void refusesTheCodeOfAnotherValue() {
        byte[] planted = index.code(NORTH, "eve@example.com");

        refuses(() -> cipher.requireCodeOf(index, NORTH, "ada@example.com", planted));
    }

    @Test
    void refusesTheCodeOfAnotherTenant() {
        byte[] planted = index.code(Optional.of("south"), "ada@example.com");

        refuses(() -> cipher.requireCodeOf(index, NORTH, "ada@example.com", planted));
    }

    @Test
    void refusesACodeBesideAValueThatHasNone() {
        byte[] planted = index.code(NORTH, "eve@example.com");

        refuses(() -> cipher.requireCodeOf(index, NORTH, "no address", planted));
    }

    @Test
    void saysNothingOfACodeWhoseKeyIsGone() {
        byte[] old = index.code(NORTH, "eve@example.com");
        old[1] = 9;

        cipher.requireCodeOf(index, NORTH, "ada@example.com", old);
        cipher.requireCodeOf(index, NORTH, "ada@example.com", new byte[1]);

        assertThat(events).isEmpty();
    }

    private void refuses(Runnable check) {
        assertThatThrownBy(check::run)
                .isInstanceOf(TamperedFieldException.class)
                .hasMessage("customer.email (epoch 1): the index code in the row is that of another value");
        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        SecurityEvent.FieldRefused.class,
                        event -> assertThat(event.code()).isEqualTo("field.tampered"));
    }
}
