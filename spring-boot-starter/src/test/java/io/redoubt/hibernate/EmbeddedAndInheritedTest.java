package io.redoubt.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.field.TamperedFieldException;
import io.redoubt.hibernate.World.Crypto;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Encrypted attributes that stand elsewhere than in the class of the entity. */
@ParameterizedClass(name = "{0}")
@EnumSource(Database.class)
class EmbeddedAndInheritedTest {

    @Parameter
    private Database database;

    private World world;
    private SessionFactory factory;

    @BeforeEach
    void start() {
        world = World.on(database);
        factory = world.start(
                Person.class,
                Cat.class,
                Animal.class,
                Dog.class,
                Vehicle.class,
                Car.class,
                Invoice.class,
                Receipt.class);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void embeddedAttributesAreSealedForTheirField() {
        Person person = persisted(new Person("Main Street 1", "Side Street 2"));

        assertThat((String) world.look("select home_street from Person")).startsWith("r1.");
        Person loaded = find(Person.class, person.id);
        assertThat(loaded.home.street).isEqualTo("Main Street 1");
        assertThat(loaded.work.street).isEqualTo("Side Street 2");
        assertThat(factory.fromStatelessTransaction(session -> session.get(Person.class, person.id)).home.street)
                .isEqualTo("Main Street 1");
    }

    @Test
    void embeddedAttributesDoNotOpenInAnotherField() {
        Person person = persisted(new Person("Main Street 1", "Side Street 2"));
        world.sql("update Person set home_street = work_street");

        assertThatThrownBy(() -> find(Person.class, person.id)).hasRootCauseInstanceOf(TamperedFieldException.class);
    }

    @Test
    void embeddedAttributesAreNotBoundToTheirRow() {
        Person one = persisted(new Person("Main Street 1", "Side Street 2"));
        Person two = persisted(new Person("Back Street 3", "Side Street 2"));
        world.sql(
                "update Person set home_street = (select home_street from Person where id = ?) where id = ?",
                one.id,
                two.id);

        assertThat(find(Person.class, two.id).home.street).isEqualTo("Main Street 1");
    }

    @Test
    void embeddedAttributesAndElementsAreNotTouchedByAFlushOfWhatIsClean() {
        Person person = persisted(new Person("Main Street 1", "Side Street 2"));
        factory.inTransaction(session -> {
            Person loaded = session.find(Person.class, person.id);
            assertThat(loaded.phones).hasSize(2);
            Crypto done = world.crypto();
            session.flush();
            assertThat(world.crypto().since(done)).isEqualTo(new Crypto(0, 0));
        });
    }

    @Test
    void embeddedAttributesAreUpdated() {
        Person person = persisted(new Person("Main Street 1", "Side Street 2"));
        factory.inTransaction(session -> session.find(Person.class, person.id).home.street = "New Street 4");

        assertThat(find(Person.class, person.id).home.street).isEqualTo("New Street 4");
    }

    @Test
    void elementsAreSealedForTheirField() {
        Person person = persisted(new Person("Main Street 1", "Side Street 2"));

        assertThat(world.look("select count(*) from Person_phones where phones like 'r1.%'"))
                .isEqualTo(2L);
        assertThat(find(Person.class, person.id).phones).containsExactly("1", "2");
        assertThat(find(Person.class, person.id).names).isEqualTo(Map.of("first", "Ada"));
        assertThat(find(Person.class, person.id).codes).containsExactlyInAnyOrder(7, 8);
        assertThat(find(Person.class, person.id).homes)
                .extracting(it -> it.street)
                .containsExactly("Hut 5");
    }

    @Test
    void elementsAreAddedChangedAndRemoved() {
        Person person = persisted(new Person("Main Street 1", "Side Street 2"));
        factory.inTransaction(session -> {
            Person loaded = session.find(Person.class, person.id);
            loaded.phones.add("3");
            loaded.phones.remove("1");
            loaded.names.put("first", "Augusta");
            loaded.names.put("last", "King");
            loaded.codes.remove((Integer) 7);
            loaded.homes.get(0).street = "Hut 6";
        });

        Person loaded = find(Person.class, person.id);
        assertThat(loaded.phones).containsExactly("2", "3");
        assertThat(loaded.names).isEqualTo(Map.of("first", "Augusta", "last", "King"));
        assertThat(loaded.codes).containsExactly(8);
        assertThat(loaded.homes).extracting(it -> it.street).containsExactly("Hut 6");
    }

    @Test
    void worksInASingleTable() {
        Dog dog = persisted(new Dog("chip 1", "Rex"));
        Cat cat = persisted(new Cat("chip 2"));

        assertThat(find(Dog.class, dog.id).chip).isEqualTo("chip 1");
        assertThat(find(Dog.class, dog.id).name).isEqualTo("Rex");
        assertThat(find(Animal.class, cat.id).chip).isEqualTo("chip 2");
        world.sql("update Animal set chip = name where id = ?", dog.id);
        assertThatThrownBy(() -> find(Animal.class, dog.id)).isInstanceOf(TamperedFieldException.class);
    }

    @Test
    void worksInJoinedTables() {
        Car car = persisted(new Car("owner", "plate"));

        assertThat(find(Vehicle.class, car.id).owner).isEqualTo("owner");
        assertThat(find(Car.class, car.id).plate).isEqualTo("plate");
        factory.inTransaction(session -> session.find(Car.class, car.id).plate = "new plate");
        assertThat(find(Car.class, car.id).plate).isEqualTo("new plate");
    }

    @Test
    void hasAFieldInEachEntityThatInheritsIt() {
        Invoice invoice = persisted(new Invoice());
        Receipt receipt = persisted(new Receipt());
        assertThat(find(Invoice.class, invoice.id).iban).isEqualTo("iban");

        world.sql("update Receipt set id = ?, iban = (select iban from Invoice)", invoice.id);
        assertThatThrownBy(() -> find(Receipt.class, invoice.id)).isInstanceOf(TamperedFieldException.class);
        assertThat(receipt.id).isNotEqualTo(invoice.id);
    }

    private <T> T persisted(T entity) {
        factory.inTransaction(session -> session.persist(entity));
        return entity;
    }

    private <T> T find(Class<T> type, UUID id) {
        return factory.fromTransaction(session -> session.find(type, id));
    }

    @Embeddable
    static class Address {

        @Encrypted
        @Nullable
        String street;

        protected Address() {}

        Address(String street) {
            this.street = street;
        }
    }

    @Entity(name = "Person")
    static class Person {

        @Id
        UUID id = UUID.randomUUID();

        @jakarta.persistence.AttributeOverride(
                name = "street",
                column = @jakarta.persistence.Column(name = "home_street"))
        @Nullable
        Address home;

        @jakarta.persistence.AttributeOverride(
                name = "street",
                column = @jakarta.persistence.Column(name = "work_street"))
        @Nullable
        Address work;

        @Encrypted
        @ElementCollection(fetch = FetchType.EAGER)
        @CollectionTable(name = "Person_phones")
        @OrderColumn
        List<String> phones = new ArrayList<>(List.of("1", "2"));

        @Encrypted
        @ElementCollection(fetch = FetchType.EAGER)
        Map<String, String> names = new HashMap<>(Map.of("first", "Ada"));

        @Encrypted
        @ElementCollection(fetch = FetchType.EAGER)
        List<Integer> codes = new ArrayList<>(List.of(7, 8));

        @ElementCollection(fetch = FetchType.EAGER)
        @OrderColumn
        List<Address> homes = new ArrayList<>(List.of(new Address("Hut 5")));

        protected Person() {}

        Person(String home, String work) {
            this.home = new Address(home);
            this.work = new Address(work);
        }
    }

    @Entity(name = "Animal")
    static class Animal {

        @Id
        UUID id = UUID.randomUUID();

        @Encrypted
        @Nullable
        String chip;

        protected Animal() {}

        Animal(String chip) {
            this.chip = chip;
        }
    }

    @Entity(name = "Dog")
    static class Dog extends Animal {

        @Encrypted
        @Nullable
        String name;

        protected Dog() {}

        Dog(String chip, String name) {
            super(chip);
            this.name = name;
        }
    }

    @Entity(name = "Cat")
    static class Cat extends Animal {

        protected Cat() {}

        Cat(String chip) {
            super(chip);
        }
    }

    @Entity(name = "Vehicle")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Vehicle {

        @Id
        UUID id = UUID.randomUUID();

        @Encrypted
        @Nullable
        String owner;
    }

    @Entity(name = "Car")
    static class Car extends Vehicle {

        @Encrypted
        @Nullable
        String plate;

        protected Car() {}

        Car(String owner, String plate) {
            this.owner = owner;
            this.plate = plate;
        }
    }

    @MappedSuperclass
    abstract static class Payment {

        @Id
        UUID id = UUID.randomUUID();

        @Encrypted
        @Nullable
        String iban = "iban";
    }

    @Entity(name = "Invoice")
    static class Invoice extends Payment {}

    @Entity(name = "Receipt")
    static class Receipt extends Payment {}
}
