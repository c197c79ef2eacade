package io.redoubt.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.ConfigurationException;
import io.redoubt.field.Migration;
import io.redoubt.key.FieldName;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ways in which values were lost or shown although nobody attacked: each was a bug. */
class LostValuesTest {

    private World world;

    @BeforeEach
    void start() {
        world = World.on(Database.H2);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void anUpdateWroteNullOverWhatDidNotOpenInAnEmbeddable() {
        FieldName street = FieldName.parse("house.address.street");
        FieldSettings asNull = new FieldSettings(Migration.ENCRYPTED_ONLY, OnTamper.AS_NULL);

        assertThatThrownBy(() -> world.start(encryption -> encryption.with(street, asNull), Map.of(), House.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("House.address.street")
                .hasMessageContaining("on-tamper could not keep");
    }

    @Test
    void anUpdateRaisedTheVersionAndCouldNotWriteWhatIsBoundToIt() {
        assertThatThrownBy(() -> world.start(Frozen.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("cannot be updated, and is bound to version");
    }

    @Test
    void anAssociationChangedTheColumnOfWhatAValueIsBoundTo() {
        assertThatThrownBy(() -> world.start(Owner.class, Owned.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("bound to ownerId, whose column something else writes");
    }

    @Test
    void theMapperOfJsonQuotedTheValueInItsMessage() {
        world.start(Written.class).inTransaction(session -> {
            Written written = new Written();
            written.numbers = Map.of("card", "not-a-number");
            session.persist(written);
        });
        SessionFactory other = world.start(Read.class);

        assertThatThrownBy(() -> other.inTransaction(session -> session.find(Read.class, 1L)))
                .isInstanceOf(IllegalStateException.class)
                .hasNoCause()
                .hasMessageNotContaining("not-a-number");
    }

    @Test
    void whatChangedInPlaceWasNotLookedAtWhereEntitiesTrackTheirChanges() {
        SessionFactory factory = world.start(Written.class, Owner.class);

        assertThat(hasMutableProperties(factory, Written.class)).isTrue();
        assertThat(hasMutableProperties(factory, Owner.class)).isFalse();
    }

    @Test
    @SuppressWarnings("removal") // as the log of a flush asks for it
    void elementsStoodInTheLogOfAFlush() {
        SessionFactoryImplementor factory = (SessionFactoryImplementor) world.start(Tagged.class);

        String logged = factory.getMappingMetamodel()
                .getCollectionDescriptor(Tagged.class.getName() + ".tags")
                .getElementType()
                .toLoggableString("in plain", factory);

        assertThat(logged).isEqualTo("****");
    }

    private static boolean hasMutableProperties(SessionFactory factory, Class<?> entity) {
        return ((SessionFactoryImplementor) factory)
                .getMappingMetamodel()
                .getEntityDescriptor(entity)
                .hasMutableProperties();
    }

    @Entity(name = "House")
    static class House {

        @Id
        long id = 1;

        @Embedded
        @Nullable
        Address address;
    }

    @Embeddable
    static class Address {

        @Encrypted
        @Nullable
        String street;
    }

    @Entity(name = "Frozen")
    static class Frozen {

        @Id
        long id = 1;

        @Version
        int version;

        @Encrypted(bind = "version")
        @Column(updatable = false)
        @Nullable
        String secret;
    }

    @Entity(name = "Owner")
    static class Owner {

        @Id
        long id = 1;

        @Encrypted
        @Nullable
        String name;
    }

    @Entity(name = "Owned")
    static class Owned {

        @Id
        long id = 1;

        @ManyToOne
        @JoinColumn(name = "owner_id")
        @Nullable
        Owner owner;

        @Column(name = "owner_id", insertable = false, updatable = false)
        @Nullable
        Long ownerId;

        @Encrypted(bind = "ownerId")
        @Nullable
        String secret;
    }

    @Entity(name = "Written")
    @Table(name = "document")
    static class Written {

        @Id
        long id = 1;

        @Encrypted(name = "document.numbers", json = true)
        @Nullable
        Map<String, String> numbers;
    }

    @Entity(name = "Read")
    @Table(name = "document")
    static class Read {

        @Id
        long id = 1;

        @Encrypted(name = "document.numbers", json = true)
        @Nullable
        Map<String, Integer> numbers;
    }

    @Entity(name = "Tagged")
    static class Tagged {

        @Id
        long id = 1;

        @Encrypted
        @ElementCollection
        List<String> tags = new ArrayList<>();
    }
}
