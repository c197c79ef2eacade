package io.redoubt.field.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.ConfigurationException;
import io.redoubt.internal.Json;
import io.redoubt.key.Purpose;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Each row is counted under the key that it needs, and under no other. */
class FieldInventoryTest {

    private static InventoryReport inventory(Members members) {
        return FieldInventory.of(members.database, Members.LOCK).take();
    }

    private static FieldRows rows(InventoryReport report, int field) {
        return report.fields().get(field);
    }

    @ParameterizedTest
    @EnumSource
    void followsARotation(Database kind) {
        Members members = Members.on(kind).fill(1, 20);

        InventoryReport before = inventory(members);
        assertThat(before.standing(Purpose.FIELD)).isEqualTo(Map.of(1, 40L));
        assertThat(before.standing(Purpose.BLIND_INDEX)).isEqualTo(Map.of(1, 20L));
        assertThat(before.needing(1))
                .containsExactly(
                        "20 values of member.email", "20 codes of member.email/eq", "20 values of member.note");

        members.renewed();
        InventoryReport after = inventory(members);
        assertThat(after.standing(Purpose.FIELD)).isEqualTo(Map.of(2, 40L));
        assertThat(after.standing(Purpose.BLIND_INDEX)).isEqualTo(Map.of(2, 20L));
        assertThat(after.needing(1)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void countsWhatIsNoCiphertextAndWhatIsNotThere(Database kind) {
        Members members = Members.on(kind).fill(1, 5);
        members.execute("update member set email = 'planted' where id = 1");
        members.execute("update member set email = 'r1.!!!!' where id = 2");
        members.execute("update member set email = null, email_bidx = null, note = null where id = 3");
        members.execute("update member set email_bidx = null where id = 4");

        FieldRows email = rows(inventory(members), 0);

        assertThat(email.epochs()).isEqualTo(Map.of(1, 2L));
        assertThat(email.plaintext()).isEqualTo(2);
        assertThat(email.empty()).isEqualTo(1);
        assertThat(email.indexes().get(0).epochs()).isEqualTo(Map.of(1, 3L));
        assertThat(email.indexes().get(0).missing()).isEqualTo(1);
        assertThat(rows(inventory(members), 1).epochs()).isEqualTo(Map.of(1, 4L));
    }

    @ParameterizedTest
    @EnumSource
    void readsTheBeginningOfLongValues(Database kind) {
        Members members = Members.on(kind).fill(1, 1);
        for (int length : new int[] {1, 20, 60, 61, 62, 63, 64, 65, 66, 67, 68, 500}) {
            String email = members.old.sealText(Members.email(1), io.redoubt.field.FieldType.TEXT, "x".repeat(length));
            members.execute("update member set email = '" + email + "'");

            assertThat(rows(inventory(members), 0).epochs())
                    .as("%s characters", length)
                    .isEqualTo(Map.of(1, 1L));
        }
    }

    /** What was erased needs no key: it would keep an old epoch alive for ever. */
    @ParameterizedTest
    @EnumSource
    void leavesOutWhoWasErased(Database kind) {
        Customers customers = Customers.on(kind);
        customers.save(1, Customers.ADA, "ada@example.com");
        customers.save(2, Customers.BOB, "bob@example.com");
        customers.store.erase(Customers.ADA, "clerk", "asked for it");
        customers.store.reinstate(Customers.ADA, "clerk", "came back");
        customers.save(3, Customers.ADA, "ada@example.com");

        InventoryReport report =
                FieldInventory.of(customers.database, Customers.LOCK).take();

        assertThat(rows(report, 0).epochs()).isEqualTo(Map.of(1, 2L));
        assertThat(rows(report, 0).erased()).isEqualTo(1);
        assertThat(rows(report, 0).indexes().get(0).missing()).isZero();
        assertThat(report.subjectKeys()).isEqualTo(Map.of(1, 2L));
        assertThat(report.needing(1))
                .containsExactly("2 values of customer.email", "2 codes of customer.email/eq", "2 keys of subjects");
    }

    /** Found by review: what a policy hid from the user was told to be free, and its keys could be retired. */
    @Test
    void refusesATableOfWhichAPolicyHidesRows() {
        Members members = Members.on(Database.POSTGRESQL).fill(1, 10);
        members.execute("create role auditor login");
        members.execute("grant all on all tables in schema public to auditor");
        members.execute("alter table member enable row level security");
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setURL(((PGSimpleDataSource) members.database).getURL());
        database.setUser("auditor");

        assertThatThrownBy(() -> inventory(Members.in(database)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("row security");
        assertThat(inventory(members).needing(1)).isNotEmpty();
    }

    @Test
    void isOfOneMoment() throws Exception {
        Members members = Members.on(Database.POSTGRESQL).fill(1, 10);
        try (Connection other = members.database.getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("delete from member");

            assertThat(rows(inventory(members), 0).epochs()).isEqualTo(Map.of(1, 10L));
            other.commit();
        }
        assertThat(rows(inventory(members), 0).epochs()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void givesTheConnectionBackAsItWas(Database kind) throws Exception {
        Members members = Members.on(kind).fill(1, 1);
        try (Connection one = members.database.getConnection()) {
            Connection kept = (Connection) java.lang.reflect.Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) ->
                            method.getName().equals("close") ? null : method.invoke(one, arguments));
            javax.sql.DataSource pool = (javax.sql.DataSource) java.lang.reflect.Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {javax.sql.DataSource.class},
                    (proxy, method, arguments) -> kept);
            int isolation = one.getTransactionIsolation();

            FieldInventory.of(pool, Members.LOCK).take();

            assertThat(one.getAutoCommit()).isTrue();
            assertThat(one.isReadOnly()).isFalse();
            assertThat(one.getTransactionIsolation()).isEqualTo(isolation);
            one.createStatement().execute("delete from member");
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysWhichTableTheDatabaseHasNot(Database kind) {
        Members members = Members.on(kind);
        members.execute("drop table member");

        assertThatThrownBy(() -> inventory(members))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("names member, which the database does not have");
    }

    @Test
    void isWrittenForPrograms() {
        Members members = Members.on(Database.H2).fill(1, 2);
        InventoryReport report = inventory(members);

        String json = new String(Json.write(report.members()), StandardCharsets.UTF_8);

        assertThat(json)
                .isEqualTo(
                        "{\"v\":1,\"takenAt\":" + report.takenAt().getEpochSecond()
                                + ",\"standing\":[{\"purpose\":\"field\",\"epoch\":1,\"rows\":4},"
                                + "{\"purpose\":\"blind-index\",\"epoch\":1,\"rows\":2}],"
                                + "\"fields\":[{\"field\":\"member.email\",\"epochs\":{\"1\":2},\"erased\":0,\"plaintext\":0,\"empty\":0,"
                                + "\"indexes\":[{\"index\":\"eq\",\"epochs\":{\"1\":2},\"missing\":0}]},"
                                + "{\"field\":\"member.note\",\"epochs\":{\"1\":2},\"erased\":0,\"plaintext\":0,\"empty\":0,\"indexes\":[]}]}");
    }
}
