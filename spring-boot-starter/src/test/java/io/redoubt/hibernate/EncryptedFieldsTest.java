package io.redoubt.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.field.LockedField;
import io.redoubt.field.LockedField.KeyColumn;
import io.redoubt.field.Migration;
import io.redoubt.field.RowId;
import io.redoubt.key.FieldName;
import io.redoubt.key.Purpose;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the lock file keeps of each attribute, as the entities have it. */
class EncryptedFieldsTest {

    private static final KeyColumn ID = new KeyColumn("id", RowId.Kind.NUMBER);

    private World world;

    @BeforeEach
    void begin() {
        world = World.on(Database.H2);
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void tellsNameColumnFormAndRow() {
        assertThat(fields(Customer.class))
                .containsExactly(Map.entry(
                        "customer.email",
                        new LockedField(
                                FieldName.parse("customer.email"),
                                Purpose.FIELD,
                                "text",
                                1,
                                Migration.ENCRYPTED_ONLY,
                                "Customer",
                                "email",
                                LockedField.Form.TEXT,
                                List.of(ID),
                                List.of(ID),
                                Optional.empty(),
                                Optional.empty(),
                                List.of())));
    }

    @Test
    void tellsNothingWhereNothingIsEncrypted() {
        assertThat(fields(Plain.class)).isEmpty();
    }

    @Test
    void tellsTheModeOfTheSettings() {
        SessionFactory factory = world.start(
                encryption -> encryption.with(
                        FieldName.parse("customer.email"),
                        new FieldSettings(Migration.READ_BOTH_WRITE_PLAIN, OnTamper.THROW)),
                Map.of(),
                Customer.class);

        assertThat(EncryptedFields.of(factory))
                .extracting(LockedField::mode)
                .containsExactly(Migration.READ_BOTH_WRITE_PLAIN);
    }

    @Test
    void tellsWhatStandsForTheRow() {
        LockedField note = field("letter.note", Letter.class);

        assertThat(note.table()).isEqualTo("letters");
        assertThat(note.column()).isEqualTo("sealed_note");
        assertThat(note.form()).isEqualTo(LockedField.Form.BINARY);
        assertThat(note.type()).isEqualTo("bytes");
        assertThat(note.paddedTo()).isEqualTo(64);
        assertThat(note.ids()).containsExactly(ID);
        assertThat(note.row())
                .containsExactly(
                        new KeyColumn("letter_key", RowId.Kind.UUID), new KeyColumn("owner", RowId.Kind.NUMBER));
        assertThat(note.tenant()).contains("shop");
    }

    @Test
    void tellsThePartsOfAnIdInTheOrderOfTheirNames() {
        LockedField price = field("line.price", Line.class);

        assertThat(price.row())
                .containsExactly(
                        new KeyColumn("a_order", RowId.Kind.TEXT), new KeyColumn("b_number", RowId.Kind.NUMBER));
        assertThat(price.ids()).containsExactlyInAnyOrderElementsOf(price.row());
    }

    @Test
    void tellsOfNoRowWhereThereIsNone() {
        Map<String, LockedField> fields = fields(Person.class);

        assertThat(fields).containsOnlyKeys("person.address.street", "person.aliases", "person.passport");
        assertThat(fields.values()).allSatisfy(field -> assertThat(field.row()).isEmpty());
        assertThat(known(fields, "person.address.street").ids()).containsExactly(ID);
        assertThat(known(fields, "person.aliases").ids()).isEmpty();
        assertThat(known(fields, "person.passport").purpose()).isEqualTo(Purpose.FIELD_EQ);
    }

    private LockedField field(String name, Class<?> entity) {
        return known(fields(entity), name);
    }

    private static LockedField known(Map<String, LockedField> fields, String name) {
        return Objects.requireNonNull(fields.get(name));
    }

    private Map<String, LockedField> fields(Class<?> entity) {
        return EncryptedFields.of(world.start(entity)).stream()
                .collect(Collectors.toMap(field -> field.name().toString(), Function.identity()));
    }

    @Entity(name = "Plain")
    static class Plain {
        @Id
        long id;
    }

    @Entity(name = "Letter")
    @Table(name = "letters")
    static class Letter {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        @Nullable
        Long id;

        @TenantId
        @Nullable
        String shop;

        @Column(name = "letter_key", unique = true, updatable = false, nullable = false)
        UUID key = UUID.randomUUID();

        int owner;

        @Encrypted(rowKey = "key", bind = "owner", paddedTo = 64)
        @Column(name = "sealed_note")
        byte @Nullable [] note;
    }

    @Entity(name = "Line")
    static class Line {
        @EmbeddedId
        @Nullable
        LineId id;

        @Encrypted
        @Nullable
        String price;
    }

    @Embeddable
    static class LineId implements Serializable {
        private static final long serialVersionUID = 1L;

        @Column(name = "b_number")
        int number;

        @Column(name = "a_order")
        String letter = "";

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof LineId that && number == that.number && letter.equals(that.letter);
        }

        @Override
        public int hashCode() {
            return Objects.hash(number, letter);
        }
    }

    @Entity(name = "Person")
    static class Person {
        @Id
        long id;

        @Embedded
        @Nullable
        Address address;

        @Encrypted
        @ElementCollection
        List<String> aliases = List.of();

        @Encrypted(comparable = true)
        @Nullable
        String passport;
    }

    @Embeddable
    static class Address {
        @Encrypted
        @Nullable
        String street;
    }
}
