package io.redoubt.field.jdbc;

import static io.redoubt.field.jdbc.Customers.ADA;
import static io.redoubt.field.jdbc.Customers.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.ConfigurationException;
import io.redoubt.field.FieldLock;
import io.redoubt.field.LockedField;
import io.redoubt.field.LockedField.KeyColumn;
import io.redoubt.field.Migration;
import io.redoubt.field.RowId;
import io.redoubt.key.FieldName;
import io.redoubt.key.IndexName;
import io.redoubt.key.Purpose;
import io.redoubt.key.Subject;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an erasure removes, all or nothing, and what is recorded of it. */
class ErasureTest {

    private static final Optional<String> NORTH = Optional.of("2f0f7f6c-63f5-4c3e-8a3e-0b6d6b0f9a51");
    private static final String UUID = "7d444840-9dc0-11d1-b245-5ffdce74fad2";

    private final Customers customers = Customers.on(Database.POSTGRESQL);

    @Test
    void refusesWholeWhereAColumnOfCodesMayNotBeNull() {
        customers.save(1, ADA, "ada@example.com");
        customers.execute("alter table customer alter email_bidx set not null");

        assertThatThrownBy(() -> customers.store.erase(ADA, "support-7", "letter"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("customer.email_bidx")
                .hasMessageContaining("nothing was erased");

        assertThat(customers.email(1, ADA)).isEqualTo("ada@example.com");
        assertThat(customers.other().email(1, ADA)).isEqualTo("ada@example.com");
        assertThat(customers.store.records(ADA)).isEmpty();
    }

    @Test
    void erasesSeveralPeopleWhereCodesAreUnique() {
        customers.execute("create unique index customer_email on customer (email_bidx)");
        customers.save(1, ADA, "ada@example.com");
        customers.save(2, BOB, "bob@example.com");

        customers.store.erase(ADA, "support-7", "letter");
        customers.store.erase(BOB, "support-7", "letter");

        assertThat(customers.select("select id from customer where email_bidx is not null"))
                .isEmpty();
    }

    @Test
    void refusesWholeWhereTheLockIsOfAnotherDatabase() {
        customers.save(1, ADA, "ada@example.com");
        customers.execute("alter table customer rename column email_bidx to other");

        assertThatThrownBy(() -> customers.store.erase(ADA, "support-7", "letter"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("customer.email_bidx");

        assertThat(customers.select("select wrapped from redoubt_subject_key")).doesNotContainNull();
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void removesCodesFromAllTablesWhateverTheyCallAPerson(Database database) {
        Customers service = Customers.on(database);
        boolean isH2 = database == Database.H2;
        String bytes = isH2 ? "varbinary(18)" : "bytea";
        String code = isH2 ? "x'0001'" : "'\\x0001'";
        service.execute("create table \"Order\" (id bigint primary key, buyer uuid, tenant uuid, \"mail X\" " + bytes
                + "); create table bill (id bigint primary key, payer integer, code " + bytes + ")");
        service.execute("insert into \"Order\" values (1, '" + UUID + "', '" + NORTH.get() + "', " + code + "), (2, '"
                + UUID + "', '" + UUID + "', " + code + "), (3, null, '" + NORTH.get() + "', " + code + ")");
        service.execute("insert into bill values (1, 7, " + code + "), (2, 8, " + code + "), (3, null, null)");
        FieldLock lock = FieldLock.of(List.of(
                field("order.mail", "Order", "mail X", new KeyColumn("buyer", RowId.Kind.UUID), Optional.of("tenant")),
                field("bill.note", "bill", "code", new KeyColumn("payer", RowId.Kind.NUMBER), Optional.empty())));
        SubjectKeyStore store = SubjectKeyStore.of(
                service.database, () -> lock, Customers.keys(), new SecureRandom(), service.nanoTime::get);

        String ofOrder =
                store.erase(new Subject(NORTH, UUID), "support-7", "letter").cleared();
        String ofBill =
                store.erase(Customers.subject("7"), "support-7", "letter").cleared();

        assertThat(ofOrder).isEqualTo("{\"bill.note/eq\":0,\"order.mail/eq\":1}");
        assertThat(ofBill).isEqualTo("{\"bill.note/eq\":1,\"order.mail/eq\":0}");
        assertThat(service.select("select id from \"Order\" where \"mail X\" is not null order by id"))
                .containsExactly(2L, 3L);
        assertThat(service.select("select id from bill where code is not null")).containsExactly(2L);
    }

    private static LockedField field(
            String name, String table, String code, KeyColumn subject, Optional<String> tenant) {
        FieldName field = FieldName.parse(name);
        return new LockedField(
                field,
                Purpose.FIELD,
                "text",
                1,
                Migration.ENCRYPTED_ONLY,
                table,
                "value",
                LockedField.Form.TEXT,
                List.of(new KeyColumn("id", RowId.Kind.NUMBER)),
                List.of(new KeyColumn("id", RowId.Kind.NUMBER)),
                tenant,
                Optional.of(subject),
                List.of(new LockedField.Index(
                        new IndexName(field, "eq", "email-1", 128), code, false, OptionalInt.empty())));
    }

    @Test
    void recordsWhoWhenAndWhyInAChain() {
        ErasureRecord first = customers.store.erase(ADA, "support-7", "letter of 2 May");
        ErasureRecord second = customers.other().store.erase(BOB, "support-8", "asked at the desk");
        ErasureRecord third = customers.store.reinstate(ADA, "support-7", "is back");

        assertThat(customers.store.recordsAfter(0, 10)).containsExactly(first, second, third);
        assertThat(customers.store.recordsAfter(1, 1)).containsExactly(second);
        assertThat(customers.store.records(ADA)).containsExactly(first, third);
        assertThat(first.by()).isEqualTo("support-7");
        assertThat(first.reason()).isEqualTo("letter of 2 May");
        assertThat(first.previous()).isEmpty();
        assertThat(second.previous()).isEqualTo(first.hash());
        assertThat(third.action()).isEqualTo(ErasureRecord.Action.REINSTATE);
        assertThat(customers.store.checkRecords()).isEqualTo(new ErasureCheck(3, third.hash(), OptionalLong.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update redoubt_erasure set done_by = 'somebody else' where position = 2",
                "update redoubt_erasure set reason = 'none' where position = 2",
                "update redoubt_erasure set done_at = done_at + interval '1 millisecond' where position = 2",
                "update redoubt_erasure set subject = 'eve' where position = 2",
                "update redoubt_erasure set tenant = 'north' where position = 2",
                "update redoubt_erasure set number = 2 where position = 2",
                "update redoubt_erasure set cleared = '{}' where position = 2",
                "update redoubt_erasure set action = 'REINSTATE' where position = 2",
                "update redoubt_erasure set action = 'none' where position = 2",
                "update redoubt_erasure set hash = upper(hash) where position = 2",
                "delete from redoubt_erasure where position = 2",
                "delete from redoubt_erasure where position = 2; update redoubt_erasure set position = 2 where position = 3"
            })
    void tellsWhichRecordWasChanged(String change) {
        customers.store.erase(ADA, "support-7", "letter");
        String head = customers.store.erase(BOB, "support-7", "letter").previous();
        customers.store.reinstate(ADA, "support-7", "is back");

        customers.execute(change);

        assertThat(customers.store.checkRecords()).isEqualTo(new ErasureCheck(1, head, OptionalLong.of(2)));
    }

    /** The end can be cut off: who noted the head finds it missing. */
    @Test
    void showsACutOffEndToWhomNotedTheHead() {
        customers.store.erase(ADA, "support-7", "letter");
        String noted = customers.store.erase(BOB, "support-7", "letter").hash();
        assertThat(customers.store.checkRecords().head()).isEqualTo(noted);

        customers.execute("delete from redoubt_erasure where position = 2");

        assertThat(customers.store.checkRecords().broken()).isEmpty();
        assertThat(customers.store.checkRecords().head()).isNotEqualTo(noted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "\u0000", "\ud800"})
    void refusesAccountsThatCannotBeRead(String text) {
        assertThatThrownBy(() -> customers.store.erase(ADA, text, "letter"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> customers.store.erase(ADA, "support-7", text))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> customers.store.reinstate(ADA, "support-7", text))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(customers.select("select number from redoubt_subject_key")).isEmpty();
    }

    @Test
    void boundsTheAccount() {
        assertThatThrownBy(() -> customers.store.erase(ADA, "x".repeat(256), "letter"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> customers.store.erase(ADA, "support-7", "x".repeat(1001)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(customers.store.erase(ADA, "ü".repeat(255), "ü".repeat(1000)).reason())
                .hasSize(1000);
        assertThatThrownBy(() -> customers.store.recordsAfter(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> customers.store.recordsAfter(0, 10_001)).isInstanceOf(IllegalArgumentException.class);
    }
}
