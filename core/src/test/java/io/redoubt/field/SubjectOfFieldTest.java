package io.redoubt.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.audit.SecurityEvent;
import io.redoubt.key.KeyState;
import io.redoubt.key.Purpose;
import io.redoubt.key.ServiceKeyset;
import io.redoubt.key.Subject;
import io.redoubt.key.Suite;
import io.redoubt.key.TestKeysets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A value is sealed for whom it is about, and is gone with the key of that person. */
class SubjectOfFieldTest {

    private static final FieldContext PLACE =
            FieldContext.of(WatchedCipher.EMAIL).withTenant("north");
    private static final FieldContext OF_ADA = PLACE.withSubject("ada");
    private static final Subject ADA = new Subject(Optional.of("north"), "ada");

    private final ServiceKeyset keys = TestKeysets.with(Suite.A256GCM).open();
    private final TestSubjectKeys subjects = new TestSubjectKeys(keys);
    private final List<SecurityEvent> events = new ArrayList<>();
    private final FieldCipher cipher = FieldCipher.of(keys, events::add).with(subjects);

    private String open(FieldContext place, byte[] ciphertext) {
        return cipher.open(place, FieldType.TEXT, ciphertext);
    }

    private byte[] seal(FieldContext place) {
        return cipher.seal(place, FieldType.TEXT, "value");
    }

    @Test
    void opensForTheSubject() {
        byte[] sealed = seal(OF_ADA);

        assertThat(open(OF_ADA, sealed)).isEqualTo("value");
        assertThat(CiphertextHeader.parse(sealed).orElseThrow().subjectNumber()).hasValue(1);
    }

    @Test
    void doesNotOpenForAnotherSubject() {
        byte[] sealed = seal(OF_ADA);

        assertThatThrownBy(() -> open(PLACE.withSubject("bob"), sealed)).isInstanceOf(TamperedFieldException.class);
        assertThat(events).hasSize(1);
    }

    @Test
    void doesNotOpenWhereThereAreNoSubjects() {
        byte[] sealed = seal(OF_ADA);

        assertThatThrownBy(() -> open(PLACE, sealed)).isInstanceOf(MalformedFieldException.class);
    }

    @Test
    void doesNotOpenWhereItSaysNoSubject() {
        byte[] sealed = seal(PLACE);

        assertThatThrownBy(() -> open(OF_ADA, sealed)).isInstanceOf(MalformedFieldException.class);
    }

    @Test
    void doesNotOpenUnderANumberThatThereIsNot() {
        byte[] sealed = seal(OF_ADA);
        sealed[3] = 2;

        assertThatThrownBy(() -> open(OF_ADA, sealed))
                .isInstanceOf(TamperedFieldException.class)
                .hasMessageContaining("no such key of its subject");
    }

    @Test
    void isGoneWithTheKeyAndNobodyIsAlarmed() {
        byte[] sealed = seal(OF_ADA);
        subjects.erase(ADA);

        assertThatThrownBy(() -> open(OF_ADA, sealed))
                .isInstanceOf(SubjectErasedException.class)
                .hasMessage("customer.email: the subject of the value was erased");
        assertThat(events).isEmpty();
    }

    @Test
    void isNotWrittenAfterTheErasure() {
        seal(OF_ADA);
        subjects.erase(ADA);

        assertThatThrownBy(() -> seal(OF_ADA)).isInstanceOf(SubjectErasedException.class);
    }

    @Test
    void staysGoneAfterTheSubjectWasReinstated() {
        byte[] before = seal(OF_ADA);
        subjects.erase(ADA);
        subjects.reinstate(ADA);
        byte[] after = seal(OF_ADA);

        assertThat(CiphertextHeader.parse(after).orElseThrow().subjectNumber()).hasValue(2);
        assertThat(open(OF_ADA, after)).isEqualTo("value");
        assertThatThrownBy(() -> open(OF_ADA, before)).isInstanceOf(SubjectErasedException.class);
    }

    /** What was erased does not become an unknown epoch. */
    @Test
    void isErasedEvenAfterItsEpochWasRetired() {
        byte[] sealed = seal(OF_ADA);
        subjects.erase(ADA);
        FieldCipher later = FieldCipher.of(
                        TestKeysets.empty()
                                .epoch(1, KeyState.DISABLED)
                                .epoch(2, KeyState.PRIMARY)
                                .open(),
                        events::add)
                .with(subjects);

        assertThatThrownBy(() -> later.open(OF_ADA, FieldType.TEXT, sealed)).isInstanceOf(SubjectErasedException.class);
    }

    @Test
    void isNotAskedForWithoutTheirKeys() {
        FieldCipher without = FieldCipher.of(keys, events::add);

        assertThatThrownBy(() -> without.seal(OF_ADA, FieldType.TEXT, "value"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("with(SubjectKeys)");
    }

    @Test
    void isNeverCompared() {
        assertThatThrownBy(() -> FieldContext.comparable(WatchedCipher.EMAIL).withSubject("ada"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isNamedByNumbersTextAndUuids() {
        UUID uuid = UUID.fromString("00112233-4455-6677-8899-AABBCCDDEEFF");

        assertThat(List.of(7L, 7, (short) 7, (byte) 7))
                .allSatisfy(number -> assertThat(FieldContext.subjectOf(number)).hasValue("7"));
        assertThat(FieldContext.subjectOf("Ada")).hasValue("Ada");
        assertThat(FieldContext.subjectOf(uuid)).hasValue("00112233-4455-6677-8899-aabbccddeeff");
        assertThat(FieldContext.subjectOf(new byte[1])).isEmpty();
        assertThat(FieldContext.subjectOf(7.0)).isEmpty();
    }

    @Test
    void anEpochThatThereIsNoneOfAnyMoreIsRefused() {
        byte[] old = seal(PLACE);
        FieldCipher later = cipher.acceptingFrom(Map.of(WatchedCipher.EMAIL, 2));

        assertThat(cipher.acceptingFrom(Map.of(WatchedCipher.EMAIL, 1)).open(PLACE, FieldType.TEXT, old))
                .isEqualTo("value");
        assertThatThrownBy(() -> later.open(PLACE, FieldType.TEXT, old))
                .isInstanceOfSatisfying(OutdatedFieldException.class, e -> {
                    assertThat(e.code()).isEqualTo("field.outdated");
                    assertThat(e.epoch()).hasValue(1);
                });
        assertThat(events).hasSize(1);
    }

    @Test
    void aCompromisedEpochOpensOnlyWhereThatIsSaid() {
        byte[] sealed = seal(PLACE);
        FieldCipher later = FieldCipher.of(
                TestKeysets.empty()
                        .epoch(1, KeyState.COMPROMISED)
                        .epoch(2, KeyState.PRIMARY)
                        .open(),
                events::add);

        assertThatThrownBy(() -> later.open(PLACE, FieldType.TEXT, sealed)).isInstanceOf(FieldKeyException.class);
        assertThat(later.acceptingCompromised().open(PLACE, FieldType.TEXT, sealed))
                .isEqualTo("value");
        assertThat(CiphertextHeader.parse(later.acceptingCompromised().seal(PLACE, FieldType.TEXT, "value"))
                        .orElseThrow()
                        .epoch())
                .isEqualTo(2);
    }

    @Test
    void whatIsNotDeliveredDoesNotOpenEither() {
        byte[] sealed = seal(PLACE);
        FieldCipher later = FieldCipher.of(
                        TestKeysets.empty()
                                .key(Purpose.FIELD, 1, KeyState.DISABLED)
                                .key(Purpose.FIELD, 2, KeyState.PRIMARY)
                                .open(),
                        events::add)
                .acceptingCompromised();

        assertThatThrownBy(() -> later.open(PLACE, FieldType.TEXT, sealed)).isInstanceOf(FieldKeyException.class);
    }
}
