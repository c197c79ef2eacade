package io.redoubt.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.field.FieldContext;
import io.redoubt.field.FieldType;
import io.redoubt.field.LockedField;
import io.redoubt.field.RowId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A job that knows the lock file and nothing of entities finds the place for which JPA has sealed a value. */
class LockedPlaceTest {

    private final World world = World.on(Database.H2);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void isTheIdAlone() {
        Plain plain = new Plain();
        plain.id = 7;

        assertThat(openedByTheLock(Plain.class, plain)).isEqualTo("secret");
    }

    @Test
    void isTheIdAndWhatIsBound() {
        Bound bound = new Bound();
        bound.id = 7;

        assertThat(openedByTheLock(Bound.class, bound)).isEqualTo("secret");
    }

    @Test
    void isTheRowKey() {
        Keyed keyed = new Keyed();
        keyed.id = 7;

        assertThat(openedByTheLock(Keyed.class, keyed)).isEqualTo("secret");
    }

    @Test
    void isEveryPartOfACompositeIdInTheOrderOfNames() {
        Composite composite = new Composite();

        assertThat(openedByTheLock(Composite.class, composite)).isEqualTo("secret");
    }

    @Test
    void isEveryPartOfACompositeIdAndThenWhatIsBound() {
        CompositeAndBound composite = new CompositeAndBound();

        assertThat(openedByTheLock(CompositeAndBound.class, composite)).isEqualTo("secret");
    }

    private String openedByTheLock(Class<?> type, Object entity) {
        SessionFactory factory = world.start(type);
        factory.inTransaction(session -> session.persist(entity));
        LockedField field = EncryptedFields.of(factory).get(0);
        List<RowId> parts = field.row().stream()
                .map(part -> RowId.ofValue(look(field, part.column())).orElseThrow())
                .toList();
        RowId row = parts.size() == 1 ? parts.get(0) : RowId.composite(parts);
        return world.cipher().openText(FieldContext.of(field.name()).withRow(row), FieldType.TEXT, (String)
                look(field, field.column()));
    }

    private Object look(LockedField field, String column) {
        return world.look("select " + column + " from " + field.table());
    }

    @Entity(name = "PlainPlace")
    static class Plain {

        @Id
        long id;

        @Encrypted
        String secret = "secret";
    }

    @Entity(name = "BoundPlace")
    static class Bound {

        @Id
        long id;

        String owner = "ada";
        UUID branch = new UUID(1, 2);

        @Encrypted(bind = {"owner", "branch"})
        String secret = "secret";
    }

    @Entity(name = "KeyedPlace")
    static class Keyed {

        @Id
        long id;

        @Column(unique = true, updatable = false)
        UUID externalId = new UUID(3, 4);

        @Encrypted(rowKey = "externalId")
        String secret = "secret";
    }

    /** The later name is declared first. */
    static class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        String region = "north";
        long number = 5;

        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && region.equals(that.region) && number == that.number;
        }

        @Override
        public int hashCode() {
            return region.hashCode();
        }
    }

    @Entity(name = "CompositePlace")
    @IdClass(Key.class)
    static class Composite {

        @Id
        String region = "north";

        @Id
        long number = 5;

        @Encrypted
        String secret = "secret";
    }

    @Entity(name = "CompositeAndBoundPlace")
    @IdClass(Key.class)
    static class CompositeAndBound {

        @Id
        String region = "north";

        @Id
        long number = 5;

        String owner = "ada";

        @Encrypted(bind = "owner")
        String secret = "secret";
    }
}
