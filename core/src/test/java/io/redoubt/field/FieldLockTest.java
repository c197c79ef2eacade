package io.redoubt.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.ConfigurationException;
import io.redoubt.ConfigurationException.Problem;
import io.redoubt.field.LockedField.Form;
import io.redoubt.field.LockedField.Index;
import io.redoubt.field.LockedField.KeyColumn;
import io.redoubt.key.FieldName;
import io.redoubt.key.IndexName;
import io.redoubt.key.Purpose;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldLockTest {

    private static final FieldName EMAIL = new FieldName("customer", "email");
    private static final KeyColumn ID = new KeyColumn("id", RowId.Kind.NUMBER);
    private static final KeyColumn OWNER = new KeyColumn("owner_id", RowId.Kind.UUID);

    private static final String FILE = """
            {"v":1,"fields":[
            {"field":"customer.city","purpose":"field-eq","type":"text","paddedTo":32,"mode":"read-both-write-plain",\
            "table":"customer","column":"city","form":"text","ids":[{"column":"id","kind":"number"}],"row":[],"indexes":[]},
            {"field":"customer.email","purpose":"field","type":"text","paddedTo":1,"mode":"encrypted-only",\
            "table":"shop.customer","column":"email","form":"text","ids":[{"column":"id","kind":"number"}],\
            "row":[{"column":"id","kind":"number"},{"column":"owner_id","kind":"uuid"}],"tenant":"tenant_id",\
            "indexes":[{"index":"eq","normaliser":"email-1","bits":128,"column":"email_bidx","unique":true}]}
            ]}
            """;

    /** A field, valid by default: a test changes one thing. */
    private static final class AField {
        private Purpose purpose = Purpose.FIELD;
        private String type = FieldType.TEXT.id();
        private int paddedTo = 1;
        private Migration mode = Migration.ENCRYPTED_ONLY;
        private String table = "shop.customer";
        private String column = "email";
        private Form form = Form.TEXT;
        private List<KeyColumn> ids = List.of(ID);
        private List<KeyColumn> row = List.of(ID, OWNER);
        private Optional<String> tenant = Optional.of("tenant_id");
        private Optional<KeyColumn> subject = Optional.empty();
        private List<Index> indexes = List.of(index("eq", "email-1", 128, "email_bidx"));

        LockedField build() {
            return new LockedField(
                    EMAIL, purpose, type, paddedTo, mode, table, column, form, ids, row, tenant, subject, indexes);
        }
    }

    private interface Change {
        void to(AField field);
    }

    private static Index index(String name, String normaliser, int bits, String column) {
        return new Index(new IndexName(EMAIL, name, normaliser, bits), column, true, OptionalInt.empty());
    }

    private static LockedField with(Change change) {
        AField field = new AField();
        change.to(field);
        return field.build();
    }

    private static final LockedField CITY = new LockedField(
            new FieldName("customer", "city"),
            Purpose.FIELD_EQ,
            FieldType.TEXT.id(),
            32,
            Migration.READ_BOTH_WRITE_PLAIN,
            "customer",
            "city",
            Form.TEXT,
            List.of(ID),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of());

    private static final LockedField LOCKED = new AField().build();

    @Test
    void writesOneFieldInEachLine() {
        FieldLock lock = FieldLock.of(List.of(LOCKED, CITY));

        assertThat(new String(lock.toBytes(), StandardCharsets.UTF_8)).isEqualTo(FILE);
    }

    @Test
    void readsWhatItWrote() {
        FieldLock lock = FieldLock.parse(FILE.getBytes(StandardCharsets.UTF_8));

        assertThat(lock.fields()).containsExactly(CITY, LOCKED);
        assertThat(lock).isEqualTo(FieldLock.of(List.of(LOCKED, CITY))).hasToString("FieldLock of 2 fields");
        assertThat(lock.field(EMAIL)).contains(LOCKED);
        assertThat(lock.field(new FieldName("customer", "mail"))).isEmpty();
        assertThat(lock.problems(lock)).isEmpty();
    }

    @Test
    void readsWhatVersionControlMadeOfItsLineEnds() {
        assertThat(FieldLock.parse(FILE.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(FieldLock.parse(FILE.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void holdsNoFieldsAtAll() {
        FieldLock none = FieldLock.of(List.of());

        assertThat(FieldLock.parse(none.toBytes())).isEqualTo(none);
    }

    @Test
    void refusesTwoFieldsOfOneName() {
        assertThatThrownBy(() -> FieldLock.of(List.of(LOCKED, LOCKED))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"v\":1` | `\"v\":2`",
                "`\"v\":1` | `\"v\":1,\"w\":1`",
                "`\"v\":1` | `\"v\":1,\"v\":1`",
                "`customer.city` | `customer.email`",
                "`customer.city` | `customercity`",
                "`customer.city` | `customer.`",
                "`\"field-eq\"` | `\"sign\"`",
                "`\"field-eq\"` | `\"aead\"`",
                "`\"type\":\"text\"` | `\"type\":\"string\"`",
                "`\"type\":\"text\"` | `\"type\":1`",
                "`\"paddedTo\":32` | `\"paddedTo\":0`",
                "`\"paddedTo\":32` | `\"paddedTo\":65537`",
                "`\"paddedTo\":32` | `\"paddedTo\":32.0`",
                "`\"read-both-write-plain\"` | `\"READ_BOTH_WRITE_PLAIN\"`",
                "`\"table\":\"customer\"` | `\"table\":\"\"`",
                "`\"table\":\"customer\"` | `\"table\":\"cust\\nomer\"`",
                "`\"table\":\"customer\"` | `\"table\":\"cust\\uD800omer\"`",
                "`\"column\":\"city\"` | `\"column\":null`",
                "`\"form\":\"text\"` | `\"form\":\"blob\"`",
                "`\"kind\":\"number\"` | `\"kind\":\"c\"`",
                "`\"row\":[]` | `\"row\":[{\"column\":\"id\",\"kind\":\"number\"}]`",
                "`\"row\":[],` | ``",
                "`\"ids\":` | `\"id\":`",
                "`\"tenant\":\"tenant_id\"` | `\"tenant\":\"\"`",
                "`\"tenant\":\"tenant_id\"` | `\"subject\":\"customer_id\"`",
                "`\"email-1\"` | `\"email-2\"`",
                "`\"bits\":128` | `\"bits\":7`",
                "`\"bits\":128` | `\"bits\":513`",
                "`\"bits\":128` | `\"bits\":4294967424`",
                "`\"unique\":true` | `\"unique\":\"true\"`",
                "`]}\n` | `]}\n,`",
                "`customer` | `\\q`",
            })
    void refusesWhatIsNoLock(String text, String instead) {
        byte[] file = FILE.replace(text.strip(), instead == null ? "" : instead).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> FieldLock.parse(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("redoubt.fields.lock: is no lock file of version 1: ")
                .hasMessageContaining("; take it from version control")
                .hasNoCause();
    }

    @Test
    void refusesEveryShorterFile() {
        byte[] file = FILE.strip().getBytes(StandardCharsets.UTF_8);

        for (int i = 0; i < file.length; i++) {
            byte[] part = java.util.Arrays.copyOf(file, i);
            assertThatThrownBy(() -> FieldLock.parse(part)).isInstanceOf(ConfigurationException.class);
        }
    }

    @Test
    void refusesFileOverItsBound() {
        byte[] file = (" ".repeat(1 << 20) + FILE).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> FieldLock.parse(file)).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void refusesIndexThatIsThereTwice() {
        assertThatThrownBy(() -> with(
                        it -> it.indexes = List.of(index("eq", "email-1", 128, "a"), index("eq", "exact-1", 128, "b"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesIndexOfAnotherField() {
        Index other =
                new Index(new IndexName(CITY.name(), "eq", "exact-1", 128), "city_bidx", false, OptionalInt.empty());

        assertThatThrownBy(() -> with(it -> it.indexes = List.of(other))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsTheEpochOfAUniqueIndex() {
        LockedField first = with(it -> it.indexes = List.of(inEpoch(OptionalInt.of(1))));
        LockedField second = with(it -> it.indexes = List.of(inEpoch(OptionalInt.of(2))));
        LockedField any = with(it -> it.indexes = List.of(inEpoch(OptionalInt.empty())));

        assertThat(FieldLock.parse(FieldLock.of(List.of(first)).toBytes()).fields())
                .containsExactly(first);
        assertDiffers(first, second, "customer.email, index eq", "could be stored again", "declare a second one");
        assertDiffers(first, any, "customer.email, index eq", "could be stored again");
        assertDiffers(any, first, "customer.email, index eq", "nothing is lost", "written anew");
    }

    @Test
    void refusesEpochThatIsNone() {
        assertThatThrownBy(() -> inEpoch(OptionalInt.of(0))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> inEpoch(OptionalInt.of(65_536))).isInstanceOf(IllegalArgumentException.class);
    }

    private static Index inEpoch(OptionalInt epoch) {
        return new Index(new IndexName(EMAIL, "eq", "email-1", 128), "email_bidx", true, epoch);
    }

    @Test
    void copiesItsLists() {
        List<KeyColumn> row = new ArrayList<>(List.of(ID));
        LockedField field = with(it -> it.row = row);
        row.add(OWNER);

        assertThat(field.row()).containsExactly(ID);
    }

    private static void assertDiffers(LockedField locked, LockedField declared, String setting, String... said) {
        List<Problem> problems = FieldLock.of(List.of(locked)).problems(FieldLock.of(List.of(declared)));

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.setting()).isEqualTo(setting);
            assertThat(problem.toString()).contains(said);
        });
    }

    private static void assertUnreadable(Change change) {
        LockedField changed = with(change);
        assertDiffers(LOCKED, changed, "customer.email", "what is stored would not open", "take the change back");
        assertDiffers(changed, LOCKED, "customer.email", "what is stored would not open", "take the change back");
    }

    private static void assertRenamed(Change change) {
        assertDiffers(LOCKED, with(change), "customer.email", "nothing is lost", "redoubt.fields.write-lock");
    }

    @Test
    void saysThatFieldWasRenamed() {
        List<Problem> problems = FieldLock.of(List.of(LOCKED)).problems(FieldLock.of(List.of(CITY)));

        assertThat(problems)
                .extracting(Problem::toString)
                .satisfiesExactly(
                        gone -> assertThat(gone)
                                .startsWith("customer.email: is in the lock and was renamed or removed"),
                        isNew -> assertThat(isNew).startsWith("customer.city: is not in the lock"));
    }

    @Test
    void saysThatTypeChanged() {
        assertUnreadable(it -> it.type = FieldType.LONG.id());
    }

    @Test
    void saysThatFormChanged() {
        assertUnreadable(it -> it.form = Form.BINARY);
    }

    @Test
    void saysThatTenantCameOrWent() {
        assertUnreadable(it -> it.tenant = Optional.empty());
    }

    @Test
    void saysThatPartOfRowCameOrWent() {
        assertUnreadable(it -> it.row = List.of(ID));
        assertUnreadable(it -> it.row = List.of());
    }

    @Test
    void saysThatPartsOfRowChangedPlaces() {
        assertUnreadable(it -> it.row = List.of(OWNER, ID));
    }

    @Test
    void saysThatPartOfRowHasAnotherType() {
        assertUnreadable(it -> it.row = List.of(new KeyColumn("id", RowId.Kind.TEXT), OWNER));
    }

    @Test
    void saysThatEqualityCameToShow() {
        Change notBound = it -> it.row = List.of();
        Change comparable = it -> {
            it.row = List.of();
            it.purpose = Purpose.FIELD_EQ;
        };

        assertDiffers(with(notBound), with(comparable), "customer.email", "would not open", "take the change back");
        assertDiffers(with(comparable), with(notBound), "customer.email", "would not open", "take the change back");
    }

    @Test
    void saysThatTableWasRenamed() {
        assertRenamed(it -> it.table = "client");
    }

    @Test
    void saysThatColumnWasRenamed() {
        assertRenamed(it -> it.column = "mail");
    }

    @Test
    void saysThatColumnOfTenantWasRenamed() {
        assertRenamed(it -> it.tenant = Optional.of("org"));
    }

    @Test
    void saysThatPrimaryKeyWasRenamed() {
        assertRenamed(it -> it.ids = List.of(new KeyColumn("customer_id", RowId.Kind.NUMBER)));
    }

    @Test
    void saysThatPartOfRowWasRenamed() {
        assertRenamed(it -> it.row = List.of(new KeyColumn("customer_id", RowId.Kind.NUMBER), OWNER));
    }

    @Test
    void saysThatPaddingChanged() {
        assertDiffers(LOCKED, with(it -> it.paddedTo = 64), "customer.email", "keeps its length", "write-lock");
    }

    @Test
    void saysThatPaddingOfComparableFieldChanged() {
        LockedField padded = with(it -> {
            it.purpose = Purpose.FIELD_EQ;
            it.row = List.of();
            it.paddedTo = 64;
        });
        LockedField repadded = with(it -> {
            it.purpose = Purpose.FIELD_EQ;
            it.row = List.of();
            it.paddedTo = 32;
        });

        assertDiffers(padded, repadded, "customer.email", "would not be found equal", "take the change back");
    }

    @Test
    void refusesToGoBackToPlaintext() {
        LockedField plain = with(it -> it.mode = Migration.READ_BOTH_WRITE_ENCRYPTED);

        assertDiffers(LOCKED, plain, "customer.email", "would accept plaintext again", "encrypted-only");
        assertDiffers(plain, LOCKED, "customer.email", "nobody would see it going back", "write-lock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"READ_BOTH_WRITE_PLAIN", "READ_BOTH_WRITE_ENCRYPTED"})
    void refusesToSwitchOffWhatMayHoldCiphertexts(Migration locked) {
        assertDiffers(
                with(it -> it.mode = locked),
                with(it -> it.mode = Migration.OFF),
                "customer.email",
                "taken for values");
    }

    @ParameterizedTest
    @CsvSource({
        "OFF, READ_BOTH_WRITE_PLAIN",
        "OFF, READ_BOTH_WRITE_ENCRYPTED",
        "READ_BOTH_WRITE_PLAIN, READ_BOTH_WRITE_ENCRYPTED",
        "READ_BOTH_WRITE_ENCRYPTED, READ_BOTH_WRITE_PLAIN",
    })
    void letsModeBeAheadOfLockOrBehind(Migration locked, Migration declared) {
        assertThat(FieldLock.of(List.of(with(it -> it.mode = locked)))
                        .problems(FieldLock.of(List.of(with(it -> it.mode = declared)))))
                .isEmpty();
    }

    @Test
    void saysThatIndexCameOrWent() {
        LockedField without = with(it -> it.indexes = List.of());

        assertDiffers(LOCKED, without, "customer.email, index eq", "would grow stale", "drop its column");
        assertDiffers(without, LOCKED, "customer.email, index eq", "not found by it until", "fill its column");
    }

    @ParameterizedTest
    @CsvSource({"exact-1, 128", "email-1, 64"})
    void saysThatCodesWouldBeOthers(String normaliser, int bits) {
        assertDiffers(
                LOCKED,
                with(it -> it.indexes = List.of(index("eq", normaliser, bits, "email_bidx"))),
                "customer.email, index eq",
                "would not be found",
                "second index");
    }

    @Test
    void saysThatColumnOfIndexWasRenamed() {
        assertDiffers(
                LOCKED,
                with(it -> it.indexes = List.of(index("eq", "email-1", 128, "mail_bidx"))),
                "customer.email, index eq",
                "in another column",
                "nothing is lost");
    }

    @Test
    void saysThatIndexIsNoLongerUnique() {
        Index shared = new Index(LOCKED.indexes().get(0).name(), "email_bidx", false, OptionalInt.empty());

        assertDiffers(
                LOCKED,
                with(it -> it.indexes = Collections.singletonList(shared)),
                "customer.email, index eq",
                "unique");
    }
}
