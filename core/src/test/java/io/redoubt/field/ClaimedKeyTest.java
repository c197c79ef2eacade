package io.redoubt.field;

import static io.redoubt.field.WatchedCipher.EMAIL;
import static io.redoubt.field.WatchedCipher.VALUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.key.KeyRefusedException;
import io.redoubt.key.KeyState;
import io.redoubt.key.Purpose;
import io.redoubt.key.Suite;
import io.redoubt.key.TestKeysets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A ciphertext says what it is, and is not believed. */
class ClaimedKeyTest {

    private static final int SUITE_AT = 1;
    private static final int EPOCH_AT = 2;

    static Stream<Suite> suites() {
        return Stream.of(StoredSuite.values()).map(StoredSuite::suite);
    }

    private static WatchedCipher ofManyEpochs(FieldContext place) {
        return WatchedCipher.of(
                TestKeysets.empty()
                        .epoch(1, KeyState.DECRYPT_ONLY)
                        .epoch(2, KeyState.PRIMARY)
                        .epoch(3, KeyState.PREPARED)
                        .epoch(4, KeyState.DISABLED)
                        .epoch(5, KeyState.DESTROYED)
                        .epoch(6, KeyState.COMPROMISED),
                place);
    }

    private static byte[] withEpoch(byte[] ciphertext, int epoch) {
        byte[] claimed = ciphertext.clone();
        claimed[EPOCH_AT] = (byte) (epoch << 2);
        return claimed;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void refusesClaimOfAnotherEpoch(int epoch) {
        for (FieldContext place : List.of(WatchedCipher.row(), WatchedCipher.comparable())) {
            WatchedCipher watched = ofManyEpochs(place);

            assertThat(watched.assertRefuses(TamperedFieldException.class, withEpoch(watched.seal(), epoch))
                            .epoch())
                    .hasValue(epoch);
        }
    }

    @ParameterizedTest
    @CsvSource({"4, RETIRED", "5, RETIRED", "6, COMPROMISED", "7, UNKNOWN_EPOCH", "31, UNKNOWN_EPOCH"})
    void refusesClaimOfEpochWithoutLiveKey(int epoch, KeyRefusedException.Cause why) {
        for (FieldContext place : List.of(WatchedCipher.row(), WatchedCipher.comparable())) {
            WatchedCipher watched = ofManyEpochs(place);

            FieldKeyException refusal =
                    watched.assertRefuses(FieldKeyException.class, withEpoch(watched.seal(), epoch));
            assertThat(refusal.reason()).isEqualTo(why);
            assertThat(refusal.epoch()).hasValue(epoch);
        }
    }

    @Test
    void refusesWhatWasSealedUnderKeyThatIsCompromisedSince() {
        byte[] ciphertext = WatchedCipher.of(Suite.A256GCM).seal();
        WatchedCipher later = WatchedCipher.of(
                TestKeysets.empty().epoch(1, KeyState.COMPROMISED).epoch(2, KeyState.PRIMARY), WatchedCipher.row());

        assertThat(later.assertRefuses(FieldKeyException.class, ciphertext).reason())
                .isEqualTo(KeyRefusedException.Cause.COMPROMISED);
    }

    @Test
    void opensWhatWasSealedInEarlierEpochWithAnotherSuite() {
        byte[] ciphertext = WatchedCipher.of(Suite.XC20P).seal();
        WatchedCipher later = WatchedCipher.of(
                TestKeysets.empty()
                        .suite(Suite.XC20P)
                        .epoch(1, KeyState.DECRYPT_ONLY)
                        .suite(Suite.A256GCM)
                        .epoch(2, KeyState.PRIMARY),
                WatchedCipher.row());

        assertThat(later.cipher.open(later.place, FieldType.TEXT, ciphertext)).isEqualTo(VALUE);
        assertThat(CiphertextHeader.parse(later.seal()))
                .map(CiphertextHeader::epoch)
                .hasValue(2);
    }

    @ParameterizedTest
    @MethodSource("suites")
    void refusesClaimOfAnotherSuiteOrFormat(Suite suite) {
        WatchedCipher watched = WatchedCipher.of(suite);
        byte[] ciphertext = watched.cipher.seal(watched.place, FieldType.TEXT, VALUE.repeat(10));

        for (int claim = 0; claim < 256; claim++) {
            byte[] claimed = ciphertext.clone();
            claimed[SUITE_AT] = (byte) claim;
            if (claimed[SUITE_AT] != ciphertext[SUITE_AT]) {
                watched.assertRefuses(MalformedFieldException.class, claimed);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("suites")
    void refusesFlags(Suite suite) {
        WatchedCipher watched = WatchedCipher.of(suite);
        byte[] ciphertext = watched.seal();

        for (int flags = 1; flags < 4; flags++) {
            byte[] claimed = ciphertext.clone();
            claimed[EPOCH_AT] |= (byte) flags;
            watched.assertRefuses(MalformedFieldException.class, claimed);
        }
    }

    /** The number of a subject's key may be well-formed: nothing has such a key. */
    @Test
    void refusesKeyOfSubject() {
        WatchedCipher watched = WatchedCipher.of(Suite.A256GCM);
        byte[] ciphertext = watched.seal();
        byte[] claimed = new byte[ciphertext.length + 1];
        System.arraycopy(ciphertext, 0, claimed, 0, EPOCH_AT + 1);
        System.arraycopy(ciphertext, EPOCH_AT + 1, claimed, EPOCH_AT + 2, ciphertext.length - EPOCH_AT - 1);
        claimed[EPOCH_AT] |= 1;
        claimed[EPOCH_AT + 1] = 9;

        assertThat(CiphertextHeader.parse(claimed))
                .hasValueSatisfying(header -> assertThat(header.subjectNumber()).hasValue(9));
        assertThat(watched.assertRefuses(MalformedFieldException.class, claimed))
                .hasMessageContaining("subject");
    }

    @Test
    void refusesEpochInMoreBytesThanItNeeds() {
        WatchedCipher watched = WatchedCipher.of(Suite.A256GCM);
        byte[] ciphertext = watched.seal();
        byte[] longer = new byte[ciphertext.length + 1];
        System.arraycopy(ciphertext, 0, longer, 0, EPOCH_AT);
        longer[EPOCH_AT] = (byte) (ciphertext[EPOCH_AT] | 0x80);
        System.arraycopy(ciphertext, EPOCH_AT + 1, longer, EPOCH_AT + 2, ciphertext.length - EPOCH_AT - 1);

        watched.assertRefuses(MalformedFieldException.class, longer);
    }

    /** Configuration says whether equality shows, and not the ciphertext. */
    @Test
    void refusesRandomValueWhereEqualityShows() {
        WatchedCipher watched = WatchedCipher.of(Suite.A256GCM);

        watched.assertRefuses(
                MalformedFieldException.class, WatchedCipher.comparable(), FieldType.TEXT, watched.seal());
    }

    @Test
    void refusesComparableValueWhereEqualityDoesNotShow() {
        WatchedCipher watched = WatchedCipher.of(Suite.A256SIV);
        FieldContext random =
                FieldContext.of(EMAIL).withTenant(watched.place.tenant().orElseThrow());

        watched.assertRefuses(MalformedFieldException.class, random, FieldType.TEXT, watched.seal());
    }

    @Test
    void refusesWhereNoKeyWasIssued() {
        byte[] ciphertext = WatchedCipher.of(Suite.A256GCM).seal();
        WatchedCipher without = WatchedCipher.of(
                TestKeysets.empty().key(Purpose.BLIND_INDEX, 1, KeyState.PRIMARY), WatchedCipher.row());

        assertThat(without.assertRefuses(FieldKeyException.class, ciphertext).reason())
                .isEqualTo(KeyRefusedException.Cause.NOT_ISSUED);
        assertThatThrownBy(without::seal).isInstanceOfSatisfying(FieldKeyException.class, e -> {
            assertThat(e.reason()).isEqualTo(KeyRefusedException.Cause.NOT_ISSUED);
            assertThat(e.epoch()).isEmpty();
        });
    }
}
