package io.redoubt.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.key.Suite;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was sealed as one type is read as another. */
class FieldOfAnotherTypeTest {

    @Test
    void refusesValueAsAnotherType() {
        WatchedCipher watched = WatchedCipher.of(Suite.A256GCM);
        List<SampleValue<?>> samples = SampleValue.ofEachType();

        for (SampleValue<?> sealed : samples) {
            byte[] ciphertext = sealed.seal(watched.cipher, watched.place);
            samples.stream()
                    .filter(asked -> !asked.type().id().equals(sealed.type().id()))
                    .forEach(asked -> watched.assertRefuses(
                            MalformedFieldException.class, watched.place, asked.type(), ciphertext));
        }
    }

    enum Colour {
        RED
    }

    enum Shade {
        DARK
    }

    @Test
    void refusesConstantThatEnumDoesNotHave() {
        WatchedCipher watched = WatchedCipher.of(Suite.A256GCM);
        byte[] ciphertext = watched.cipher.seal(watched.place, FieldType.enumOf(Colour.class), Colour.RED);

        watched.assertRefuses(MalformedFieldException.class, watched.place, FieldType.enumOf(Shade.class), ciphertext);
    }

    @Test
    void readsNumberAsWiderAndRefusesItAsNarrower() {
        WatchedCipher watched = WatchedCipher.of(Suite.A256GCM);
        byte[] ciphertext = watched.cipher.seal(watched.place, FieldType.INTEGER, 300);

        assertThat(watched.cipher.open(watched.place, FieldType.LONG, ciphertext))
                .isEqualTo(300);
        assertThat(watched.cipher.open(watched.place, FieldType.SHORT, ciphertext))
                .isEqualTo((short) 300);
        watched.assertRefuses(MalformedFieldException.class, watched.place, FieldType.BYTE, ciphertext);
    }
}
