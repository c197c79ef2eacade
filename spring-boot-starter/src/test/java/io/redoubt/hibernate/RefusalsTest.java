package io.redoubt.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.redoubt.ConfigurationException;
import io.redoubt.field.Migration;
import io.redoubt.key.FieldName;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Version;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.UpdateTimestamp;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be encrypted, or not be bound, does not start, and the refusal says how to mend it. */
class RefusalsTest {

    private World world;

    @BeforeEach
    void start() {
        world = World.on(Database.H2);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refuses(Class<?> entity, String problem) {
        assertThat(messages(it -> it, entity)).singleElement().asString().contains(problem);
    }

    static List<Arguments> refuses() {
        return List.of(
                Arguments.of(
                        Identity.class,
                        "@Encrypted on Identity.text: is bound to the id, which the database makes after the value was"
                                + " sealed; add a UUID that is @Column(unique = true, updatable = false), set it in Java,"
                                + " and name it as rowKey"),
                Arguments.of(OddId.class, "OddId.text: is bound to the id, whose type is no whole number, UUID, text"),
                Arguments.of(SecretId.class, "SecretId.id: is part of the id"),
                Arguments.of(SecretVersion.class, "SecretVersion.version: is the version"),
                Arguments.of(SecretNaturalId.class, "SecretNaturalId.text: is part of the natural id"),
                Arguments.of(WithRecord.class, "WithRecord.part.text: is a component of a record"),
                Arguments.of(OddType.class, "OddType.when: has a type that cannot be sealed"),
                Arguments.of(Converted.class, "Converted.text: has an AttributeConverter"),
                Arguments.of(Computed.class, "Computed.text: is a formula"),
                Arguments.of(Badly.class, "Badly.text: has a name that is none"),
                Arguments.of(Padded.class, "Padded.text: has a type that cannot be sealed, or is padded to none"),
                Arguments.of(Twice.class, "Twice.two: has the same name as @Encrypted on Twice.one"),
                Arguments.of(WithSet.class, "WithSet.parts.text: is in a set, whose elements Hibernate deletes"),
                Arguments.of(
                        EmbeddedBind.class, "EmbeddedBind.part.text: is embedded or an element, which knows no row"),
                Arguments.of(Nowhere.class, "Nowhere.text: is bound to nothing, which the entity has not"),
                Arguments.of(OnSecret.class, "OnSecret.text: is bound to other, which is encrypted"),
                Arguments.of(OnOdd.class, "OnOdd.text: is bound to when, which is no whole number"),
                Arguments.of(ChangingKey.class, "ChangingKey.text: has a rowKey that can be updated"),
                Arguments.of(SharedKey.class, "SharedKey.text: has a rowKey that is not unique"),
                Arguments.of(Dynamic.class, "Dynamic.text: is bound to owner, and @DynamicUpdate writes that alone"),
                Arguments.of(DynamicVersion.class, "DynamicVersion.text: is bound to version, and @DynamicUpdate"),
                Arguments.of(Elsewhere.class, "Elsewhere.text: is bound to owner, which is in another table"),
                Arguments.of(Stamped.class, "Stamped.text: is bound to stamp, which Hibernate changes at each update"),
                Arguments.of(
                        VersionedTags.class, "VersionedTags.text: is bound to the version, which a change of tags"),
                Arguments.of(ChangingTenant.class, "ChangingTenant.text: has a tenant that can be updated"),
                Arguments.of(OddTenant.class, "OddTenant.text: has a tenant that is no text, UUID or number"),
                Arguments.of(EqualReal.class, "EqualReal.value: is comparable, and equal values of its type"),
                Arguments.of(EqualBound.class, "EqualBound.text: is comparable and has rowKey or bind"));
    }

    @Test
    void refusesToMigrateNumbersInPlace() {
        assertThat(messages(settings("number.value", Migration.READ_BOTH_WRITE_PLAIN, OnTamper.THROW), Numbered.class))
                .singleElement()
                .asString()
                .contains("Number.value: is to be migrated in place");
    }

    @Test
    void refusesNullForPrimitives() {
        assertThat(messages(settings("number.value", Migration.ENCRYPTED_ONLY, OnTamper.AS_NULL), Numbered.class))
                .singleElement()
                .asString()
                .contains("Number.value: cannot be null, which on-tamper asks for");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refusesWhileReadingTheEntities(Class<?> entity, String problem) {
        assertThat(catchThrowable(() -> world.start(entity)))
                .rootCause()
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(problem);
    }

    static List<Arguments> refusesWhileReadingTheEntities() {
        return List.of(
                Arguments.of(Owner.class, "@Encrypted on part: stands on an association or on a whole embeddable"),
                Arguments.of(PlainSet.class, "@Encrypted on tags: is in a set, whose elements Hibernate deletes"));
    }

    @Test
    void refusesToStartWithoutEncryption() {
        Throwable refusal = catchThrowable(() -> world.start(Map.of(FieldEncryption.SETTING, "none"), Numbered.class));

        assertThat(refusal)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("redoubt.field_encryption: is not set");
    }

    @Test
    void tellsAllProblemsAtOnce() {
        assertThat(messages(it -> it, OddType.class, SecretNaturalId.class, Twice.class))
                .hasSize(3);
    }

    private List<String> messages(UnaryOperator<FieldEncryption> treatment, Class<?>... entities) {
        Throwable refusal = catchThrowable(() -> world.start(treatment, Map.of(), entities));
        assertThat(refusal).as(String.valueOf(refusal)).isInstanceOf(ConfigurationException.class);
        return ((ConfigurationException) refusal)
                .problems().stream().map(Object::toString).toList();
    }

    private static UnaryOperator<FieldEncryption> settings(String field, Migration migration, OnTamper onTamper) {
        return encryption -> encryption.with(FieldName.parse(field), new FieldSettings(migration, onTamper));
    }

    @Entity(name = "Identity")
    static class Identity {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        long id;

        @Encrypted
        @Nullable
        String text;
    }

    @Entity(name = "OddId")
    static class OddId {
        @Id
        double id;

        @Encrypted
        @Nullable
        String text;
    }

    @Entity(name = "SecretId")
    static class SecretId {
        @Id
        @Encrypted
        @Nullable
        String id;
    }

    @Entity(name = "SecretVersion")
    static class SecretVersion {
        @Id
        long id;

        @Version
        @Encrypted
        int version;
    }

    @Entity(name = "SecretNaturalId")
    static class SecretNaturalId {
        @Id
        long id;

        @NaturalId
        @Encrypted
        @Nullable
        String text;
    }

    @Embeddable
    record Part(@Encrypted String text) {}

    @Entity(name = "WithRecord")
    static class WithRecord {
        @Id
        long id;

        @Nullable
        Part part;
    }

    @Entity(name = "OddType")
    static class OddType {
        @Id
        long id;

        @Encrypted
        @Nullable
        ZonedDateTime when;
    }

    static class Upper implements AttributeConverter<String, String> {

        @Override
        public String convertToDatabaseColumn(String attribute) {
            return attribute;
        }

        @Override
        public String convertToEntityAttribute(String column) {
            return column;
        }
    }

    @Entity(name = "Converted")
    static class Converted {
        @Id
        long id;

        @Encrypted
        @Convert(converter = Upper.class)
        @Nullable
        String text;
    }

    @Entity(name = "Computed")
    static class Computed {
        @Id
        long id;

        @Encrypted
        @Formula("'x'")
        @Nullable
        String text;
    }

    @Entity(name = "Badly")
    static class Badly {
        @Id
        long id;

        @Encrypted(name = "email")
        @Nullable
        String text;
    }

    @Entity(name = "Padded")
    static class Padded {
        @Id
        long id;

        @Encrypted(paddedTo = -1)
        @Nullable
        String text;
    }

    @Entity(name = "Twice")
    static class Twice {
        @Id
        long id;

        @Encrypted(name = "a.b")
        @Nullable
        String one;

        @Encrypted(name = "a.b")
        @Nullable
        String two;
    }

    @Entity(name = "WithSet")
    static class WithSet {
        @Id
        long id;

        @ElementCollection
        Set<Inner> parts = new HashSet<>();
    }

    @Entity(name = "PlainSet")
    static class PlainSet {
        @Id
        long id;

        @Encrypted
        @ElementCollection
        Set<String> tags = new HashSet<>();
    }

    @Embeddable
    static class Inner {
        @Encrypted
        @Nullable
        String text;
    }

    @Embeddable
    static class Bound {
        @Encrypted(bind = "id")
        @Nullable
        String text;
    }

    @Entity(name = "EmbeddedBind")
    static class EmbeddedBind {
        @Id
        long id;

        @Nullable
        Bound part;
    }

    @Entity(name = "Nowhere")
    static class Nowhere {
        @Id
        long id;

        @Encrypted(bind = "nothing")
        @Nullable
        String text;
    }

    @Entity(name = "OnSecret")
    static class OnSecret {
        @Id
        long id;

        @Encrypted(bind = "other")
        @Nullable
        String text;

        @Encrypted
        @Nullable
        String other;
    }

    @Entity(name = "OnOdd")
    static class OnOdd {
        @Id
        long id;

        @Encrypted(bind = "when")
        @Nullable
        String text;

        @Nullable
        ZonedDateTime when;
    }

    @Entity(name = "ChangingKey")
    static class ChangingKey {
        @Id
        long id;

        @Encrypted(rowKey = "key")
        @Nullable
        String text;

        @Column(unique = true)
        @Nullable
        String key;
    }

    @Entity(name = "SharedKey")
    static class SharedKey {
        @Id
        long id;

        @Encrypted(rowKey = "key")
        @Nullable
        String text;

        @Column(updatable = false)
        @Nullable
        String key;
    }

    @Entity(name = "Dynamic")
    @DynamicUpdate
    static class Dynamic {
        @Id
        long id;

        @Encrypted(bind = "owner")
        @Nullable
        String text;

        @Nullable
        String owner;
    }

    @Entity(name = "DynamicVersion")
    @DynamicUpdate
    static class DynamicVersion {
        @Id
        long id;

        @Encrypted(bind = "version")
        @Nullable
        String text;

        @Version
        long version;
    }

    @Entity(name = "Elsewhere")
    @SecondaryTable(name = "Elsewhere2")
    static class Elsewhere {
        @Id
        long id;

        @Encrypted(bind = "owner")
        @Column(table = "Elsewhere2")
        @Nullable
        String text;

        @Nullable
        String owner;
    }

    @Entity(name = "Stamped")
    static class Stamped {
        @Id
        long id;

        @Encrypted(bind = "stamp")
        @Nullable
        String text;

        @UpdateTimestamp
        @Convert(converter = InstantNumber.class)
        @Nullable
        Long stamp;
    }

    static class InstantNumber implements AttributeConverter<Long, Long> {

        @Override
        public Long convertToDatabaseColumn(Long attribute) {
            return attribute;
        }

        @Override
        public Long convertToEntityAttribute(Long column) {
            return column;
        }
    }

    @Entity(name = "VersionedTags")
    static class VersionedTags {
        @Id
        long id;

        @Encrypted(bind = "version")
        @Nullable
        String text;

        @Version
        long version;

        @ElementCollection
        Set<String> tags = new HashSet<>();
    }

    @Entity(name = "ChangingTenant")
    static class ChangingTenant {
        @Id
        long id;

        @Encrypted(tenant = "owner")
        @Nullable
        String text;

        @Nullable
        String owner;
    }

    @Entity(name = "OddTenant")
    static class OddTenant {
        @Id
        long id;

        @Encrypted(tenant = "when")
        @Nullable
        String text;

        @Column(updatable = false)
        @Nullable
        ZonedDateTime when;
    }

    @Entity(name = "EqualReal")
    static class EqualReal {
        @Id
        long id;

        @Encrypted(comparable = true)
        double value;
    }

    @Entity(name = "EqualBound")
    static class EqualBound {
        @Id
        long id;

        @Encrypted(comparable = true, bind = "owner")
        @Nullable
        String text;

        @Nullable
        String owner;
    }

    @Entity(name = "Number")
    static class Numbered {
        @Id
        long id;

        @Encrypted
        int value;
    }

    @Entity(name = "Owner")
    static class Owner {
        @Id
        long id;

        @Encrypted
        @Embedded
        @Nullable
        Bound part;
    }
}
