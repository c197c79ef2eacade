package io.redoubt.field.jdbc;

import static io.redoubt.field.jdbc.Customers.ADA;
import static io.redoubt.field.jdbc.Customers.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.field.SubjectErasedException;
import io.redoubt.field.TamperedFieldException;
import io.redoubt.key.Subject;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody can write to the table of keys. */
class SubjectKeyTamperTest {

    private final Customers customers = Customers.on(Database.POSTGRESQL);

    @BeforeEach
    void twoPeople() {
        customers.save(1, ADA, "ada@example.com");
        customers.save(2, BOB, "bob@example.com");
    }

    @Test
    void refusesKeysThatWereExchangedBetweenSubjects() {
        customers.execute("update redoubt_subject_key k set wrapped = o.wrapped from redoubt_subject_key o"
                + " where o.subject <> k.subject");

        refusesAll();
    }

    @Test
    void refusesTheKeyOfAnotherTenant() throws Exception {
        Subject ofNorth = new Subject(Optional.of("north"), "ada");
        customers.store.current(ofNorth);
        customers.execute("update redoubt_subject_key k set wrapped = o.wrapped from redoubt_subject_key o"
                + " where o.subject = k.subject and o.tenant <> k.tenant");

        refuses(ADA);
        assertThatThrownBy(() -> customers.other().store.current(ofNorth)).isInstanceOf(AEADBadTagException.class);
    }

    @Test
    void refusesTheKeyOfAnotherNumber() {
        customers.execute("update redoubt_subject_key set number = 2 where subject = 'ada'");

        refuses(ADA);
        assertThatThrownBy(() -> customers.other().store.numbered(ADA, 2)).isInstanceOf(AEADBadTagException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "epoch = 2",
                "epoch = 0",
                "epoch = null",
                "wrapped = 'x'",
                "wrapped = ''",
                "wrapped = set_byte(wrapped, 47, 255 - get_byte(wrapped, 47))"
            })
    void refusesWhatIsNoKeyOfTheSubject(String change) {
        customers.execute("update redoubt_subject_key set " + change + " where subject = 'ada'");

        assertThatThrownBy(() -> customers.other().email(1, ADA))
                .isInstanceOf(io.redoubt.field.FieldException.class)
                .isNotInstanceOf(SubjectErasedException.class);
        assertThatThrownBy(() -> customers.other().save(3, ADA, "ada@example.com"))
                .isInstanceOf(io.redoubt.field.FieldException.class)
                .isNotInstanceOf(SubjectErasedException.class);
        assertThat(customers.other().email(2, BOB)).isEqualTo("bob@example.com");
    }

    /** Also what is in memory is not used for new values when the table has something else: nobody else could open them. */
    @Test
    void refusesToSealUnderAKeyThatIsNotTheStoredOneAnyMore() {
        customers.execute("update redoubt_subject_key set wrapped = set_byte(wrapped, 0, 255 - get_byte(wrapped, 0))");

        assertThatThrownBy(() -> customers.save(3, ADA, "ada@example.com")).isInstanceOf(TamperedFieldException.class);
    }

    @Test
    void makesNoNewKeyForWhomHasValuesOfAKeyThatSomebodyDeleted() {
        customers.execute("delete from redoubt_subject_key where subject = 'ada'");

        refuses(ADA);
        assertThat(customers.select("select number from redoubt_subject_key where subject = 'ada'"))
                .isEmpty();
    }

    @Test
    void makesNoNewKeyForWhomWasErasedWhenSomebodyDeletedTheTombstone() {
        customers.store.erase(ADA, "support-7", "letter");
        customers.execute("delete from redoubt_subject_key where subject = 'ada'");
        customers.execute("delete from customer where person = 'ada'");

        assertThatThrownBy(() -> customers.other().save(3, ADA, "ada@example.com"))
                .isInstanceOf(TamperedFieldException.class);
        customers.store.erase(ADA, "support-7", "the tombstone was gone");
        assertThatThrownBy(() -> customers.other().save(3, ADA, "ada@example.com"))
                .isInstanceOf(SubjectErasedException.class);
    }

    @Test
    void opensNothingWithARowThatWasPutInPlaceOfADeletedOne() {
        customers.execute("delete from redoubt_subject_key where subject = 'ada'");
        customers.execute("insert into redoubt_subject_key (tenant, subject, number, epoch, wrapped, created_at)"
                + " select tenant, 'ada', number, epoch, wrapped, created_at from redoubt_subject_key");

        refuses(ADA);
    }

    @Test
    void erasesAlsoWhoseKeyIsNone() {
        customers.execute("update redoubt_subject_key set wrapped = 'x' where subject = 'ada'");

        customers.store.erase(ADA, "support-7", "letter");

        assertThatThrownBy(() -> customers.email(1, ADA)).isInstanceOf(SubjectErasedException.class);
        assertThat(customers.find("ada@example.com")).isEmpty();
    }

    /** That is all that it can come to: a value less. */
    @Test
    void takesAKeyThatSomebodyBlankedForErased() {
        customers.execute("update redoubt_subject_key set wrapped = null where subject = 'ada'");

        assertThatThrownBy(() -> customers.other().email(1, ADA)).isInstanceOf(SubjectErasedException.class);
        assertThat(customers.store.records(ADA)).as("by which it shows").isEmpty();
    }

    private void refusesAll() {
        refuses(ADA);
        refuses(BOB);
    }

    private void refuses(Subject person) {
        Customers reader = customers.other();
        assertThatThrownBy(() -> reader.email(person.equals(ADA) ? 1 : 2, person))
                .isInstanceOf(TamperedFieldException.class);
        assertThat(reader.events).hasSize(1);
        assertThatThrownBy(() -> reader.save(3, person, "new@example.com")).isInstanceOf(TamperedFieldException.class);
    }
}
