package io.redoubt.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.key.KeyRefusedException.Cause;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.AEADBadTagException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The key of a person is stored for that person alone, and opens nothing without that of the service. */
class SubjectKeyTest {

    private static final Subject ADA = new Subject(Optional.of("north"), "ada");
    private static final FieldName EMAIL = new FieldName("customer", "email");
    private static final byte[] VALUE = "a value".getBytes(StandardCharsets.UTF_8);
    private static final byte[] PLACE = "a place".getBytes(StandardCharsets.UTF_8);

    private final ServiceKeyset keys = TestKeysets.with(Suite.A256GCM).open();
    private final WrappedSubjectKey ofAda = keys.newSubjectKey(ADA, 1, new FixedRandom(7));

    private static WrappedSubjectKey as(WrappedSubjectKey key, Subject subject, long number, int epoch) {
        return WrappedSubjectKey.of(subject, number, epoch, key.bytes());
    }

    private void refuses(WrappedSubjectKey wrapped) {
        assertThat(catchThrowableOfType(AEADBadTagException.class, () -> keys.unwrap(wrapped, Accepted.LIVE)))
                .hasNoCause();
    }

    private static void refuses(Cause why, ThrowingCallable asked) {
        assertThat(catchThrowableOfType(KeyRefusedException.class, asked).reason())
                .isEqualTo(why);
    }

    @Test
    void opensWhatItSealed() throws Exception {
        SubjectKey key = keys.unwrap(ofAda, Accepted.LIVE);
        byte[] sealed = keys.sealing(Purpose.FIELD, EMAIL).of(key).seal(VALUE, PLACE);

        SubjectKey again = keys.unwrap(ofAda, Accepted.LIVE);
        assertThat(keys.opening(Purpose.FIELD, EMAIL, 1).of(again).open(sealed, PLACE))
                .isEqualTo(VALUE);
    }

    @Test
    void isNeededBesideTheKeyOfTheField() throws Exception {
        SubjectKey key = keys.unwrap(ofAda, Accepted.LIVE);
        byte[] sealed = keys.sealing(Purpose.FIELD, EMAIL).of(key).seal(VALUE, PLACE);

        assertThatThrownBy(() -> keys.opening(Purpose.FIELD, EMAIL, 1).open(sealed, PLACE))
                .isInstanceOf(AEADBadTagException.class);
    }

    @Test
    void opensNothingOfAnotherSubjectNumberFieldOrEpoch() throws Exception {
        ServiceKeyset two =
                TestKeysets.with(Suite.A256GCM).epoch(2, KeyState.PREPARED).open();
        SubjectKey key = two.unwrap(ofAda, Accepted.LIVE);
        byte[] sealed = two.sealing(Purpose.FIELD, EMAIL).of(key).seal(VALUE, PLACE);
        // The same random bytes: what keeps them apart is the name, the number and the field.
        SubjectKey ofBob =
                two.unwrap(two.newSubjectKey(new Subject(ADA.tenant(), "bob"), 1, new FixedRandom(7)), Accepted.LIVE);
        SubjectKey next = two.unwrap(two.newSubjectKey(ADA, 2, new FixedRandom(7)), Accepted.LIVE);
        OpeningKey opening = two.opening(Purpose.FIELD, EMAIL, 1);

        assertThat(opening.of(key).open(sealed, PLACE)).isEqualTo(VALUE);
        for (OpeningKey other : new OpeningKey[] {
            opening.of(ofBob),
            opening.of(next),
            two.opening(Purpose.FIELD, new FieldName("customer", "phone"), 1).of(key),
            two.opening(Purpose.FIELD, EMAIL, 2).of(key)
        }) {
            assertThatThrownBy(() -> other.open(sealed, PLACE)).isInstanceOf(AEADBadTagException.class);
        }
    }

    @Test
    void isRefusedForAnotherSubject() {
        refuses(as(ofAda, new Subject(ADA.tenant(), "bob"), 1, 1));
    }

    @Test
    void isRefusedForAnotherTenant() {
        refuses(as(ofAda, new Subject(Optional.of("south"), "ada"), 1, 1));
        refuses(as(ofAda, new Subject(Optional.empty(), "ada"), 1, 1));
    }

    @Test
    void isRefusedUnderAnotherNumber() {
        refuses(as(ofAda, ADA, 2, 1));
    }

    @Test
    void isRefusedForAnotherServiceOrTrustDomain() {
        for (ServiceKeyset other : new ServiceKeyset[] {
            TestKeysets.empty()
                    .to(new ServiceName("billing"))
                    .epoch(1, KeyState.PRIMARY)
                    .open(),
            TestKeysets.empty()
                    .in(new TrustDomain("other.example"))
                    .epoch(1, KeyState.PRIMARY)
                    .open()
        }) {
            assertThatThrownBy(() -> other.unwrap(ofAda, Accepted.LIVE)).isInstanceOf(AEADBadTagException.class);
        }
    }

    @Test
    void isRefusedWithoutTheKeyOfItsEpoch() {
        refuses(Cause.UNKNOWN_EPOCH, () -> keys.unwrap(as(ofAda, ADA, 1, 2), Accepted.LIVE));
    }

    @Test
    void isWrappedAnewUnderThePrimaryKey() throws Exception {
        byte[] sealed = keys.sealing(Purpose.FIELD, EMAIL)
                .of(keys.unwrap(ofAda, Accepted.LIVE))
                .seal(VALUE, PLACE);
        ServiceKeyset rotated = TestKeysets.empty()
                .epoch(1, KeyState.DECRYPT_ONLY)
                .epoch(2, KeyState.PRIMARY)
                .open();

        WrappedSubjectKey anew = rotated.rewrap(ofAda, Accepted.LIVE);

        assertThat(anew.epoch()).isEqualTo(2);
        assertThat(anew.number()).isEqualTo(1);
        assertThat(rotated.opening(Purpose.FIELD, EMAIL, 1)
                        .of(rotated.unwrap(anew, Accepted.LIVE))
                        .open(sealed, PLACE))
                .isEqualTo(VALUE);
        assertThat(rotated.rewrap(anew, Accepted.LIVE)).isEqualTo(anew);
    }

    @Test
    void isUnwrappedUnderACompromisedKeyOnlyToBeWrappedAnew() throws Exception {
        ServiceKeyset taken = TestKeysets.empty()
                .epoch(1, KeyState.COMPROMISED)
                .epoch(2, KeyState.PRIMARY)
                .open();

        refuses(Cause.COMPROMISED, () -> taken.unwrap(ofAda, Accepted.LIVE));
        refuses(Cause.COMPROMISED, () -> taken.rewrap(ofAda, Accepted.LIVE));
        assertThat(taken.rewrap(ofAda, Accepted.EVEN_COMPROMISED).epoch()).isEqualTo(2);
    }

    @Test
    void isNotMadeAfterTheKeysetHasExpired() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(TestKeysets.ISSUED.plusSeconds(60));
        java.time.InstantSource source = now::get;
        Clock clock = source.withZone(ZoneOffset.UTC);
        ServiceKeyset expiring = TestKeysets.with(Suite.A256GCM).open(clock);
        SubjectKey key = expiring.unwrap(ofAda, Accepted.LIVE);
        SealingKey sealing = expiring.sealing(Purpose.FIELD, EMAIL).of(key);
        byte[] sealed = sealing.seal(VALUE, PLACE);
        now.set(TestKeysets.EXPIRES);

        refuses(Cause.EXPIRED, () -> expiring.newSubjectKey(ADA, 2, new FixedRandom(1)));
        refuses(Cause.EXPIRED, () -> sealing.seal(VALUE, PLACE));
        assertThat(expiring.opening(Purpose.FIELD, EMAIL, 1)
                        .of(expiring.unwrap(ofAda, Accepted.LIVE))
                        .open(sealed, PLACE))
                .isEqualTo(VALUE);
    }

    @Test
    void hasNothingToTell() throws Exception {
        assertThat(keys.unwrap(ofAda, Accepted.LIVE) + " " + ofAda + " " + ADA)
                .isEqualTo("SubjectKey 1 WrappedSubjectKey 1 of epoch 1 Subject");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\u0000b", "a\nb", "\ud800"})
    void isOfNobodyWithoutAName(String id) {
        assertThatThrownBy(() -> new Subject(Optional.empty(), id)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Subject(Optional.of(id), "ada")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isOfNobodyWithALongName() {
        assertThat(new Subject(Optional.empty(), "a".repeat(255)).id()).hasSize(255);
        assertThatThrownBy(() -> new Subject(Optional.empty(), "a".repeat(256)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isStoredInOneForm() {
        assertThat(ofAda.bytes()).hasSize(48);
        for (ThrowingCallable wrong : new ThrowingCallable[] {
            () -> WrappedSubjectKey.of(ADA, 0, 1, new byte[48]),
            () -> WrappedSubjectKey.of(ADA, 1L << 32, 1, new byte[48]),
            () -> WrappedSubjectKey.of(ADA, 1, 0, new byte[48]),
            () -> WrappedSubjectKey.of(ADA, 1, 65_536, new byte[48]),
            () -> WrappedSubjectKey.of(ADA, 1, 1, new byte[47])
        }) {
            assertThatThrownBy(wrong).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
