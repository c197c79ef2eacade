package io.redoubt.field;

import static io.redoubt.field.WatchedCipher.VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.key.Suite;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What somebody may do who can change ciphertexts in the database, and what comes of it. */
class ChangedFieldTest {

    private static final int EPOCH_AT = 2;

    static Stream<Suite> suites() {
        return Stream.of(StoredSuite.values()).map(StoredSuite::suite);
    }

    @ParameterizedTest
    @MethodSource("suites")
    void opensWhatWasLeftInPeace(Suite suite) {
        WatchedCipher watched = WatchedCipher.of(suite);

        assertThat(watched.cipher.open(watched.place, FieldType.TEXT, watched.seal()))
                .isEqualTo(VALUE);
        assertThat(watched.events).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("suites")
    void refusesEveryByteThatWasChanged(Suite suite) {
        WatchedCipher watched = WatchedCipher.of(suite);
        byte[] ciphertext = watched.seal();

        for (int i = 0; i < ciphertext.length; i++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                byte[] changed = ciphertext.clone();
                changed[i] ^= (byte) (1 << bit);
                if (i > EPOCH_AT) {
                    watched.assertRefuses(TamperedFieldException.class, changed);
                } else {
                    watched.assertRefuses(changed);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("suites")
    void refusesEveryLengthButItsOwn(Suite suite) {
        WatchedCipher watched = WatchedCipher.of(suite);
        byte[] ciphertext = watched.seal();
        int least = CiphertextHeader.parse(ciphertext).orElseThrow().length()
                + StoredSuite.of(suite).overhead();

        for (int length = 0; length < ciphertext.length + 3; length++) {
            if (length != ciphertext.length) {
                Class<? extends FieldException> how =
                        length <= least ? MalformedFieldException.class : TamperedFieldException.class;
                watched.assertRefuses(how, Arrays.copyOf(ciphertext, length));
            }
        }
    }

    @Test
    void refusesTwoValuesPutTogether() {
        WatchedCipher watched = WatchedCipher.of(Suite.A256GCM);
        byte[] one = watched.seal();
        byte[] other = watched.seal();
        byte[] mixed = one.clone();
        System.arraycopy(other, one.length - 16, mixed, one.length - 16, 16);

        watched.assertRefuses(TamperedFieldException.class, mixed);
    }
}
