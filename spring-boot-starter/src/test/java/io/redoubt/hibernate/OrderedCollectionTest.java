package io.redoubt.hibernate;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.ConfigurationException;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.SQLOrder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A collection is not sorted by ciphertexts. */
class OrderedCollectionTest {

    private final World world = World.on(Database.H2);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void refusesOneToManySortedByAnEncryptedAttribute() {
        assertThatThrownBy(() -> world.start(Person.class, ByEmail.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("people: sorts by email, which the database has encrypted");
    }

    @Test
    void refusesManyToManySortedByAnEncryptedAttribute() {
        assertThatThrownBy(() -> world.start(Person.class, ManyByEmail.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("people: sorts by email");
    }

    @Test
    void refusesSortingByTheColumn() {
        assertThatThrownBy(() -> world.start(Person.class, ByColumn.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("people: sorts by email");
    }

    @Test
    void letsOthersBeSorted() {
        assertThatCode(() -> world.start(Person.class, ByCity.class)).doesNotThrowAnyException();
    }

    @Entity(name = "Person")
    static class Person {

        @Id
        @GeneratedValue
        long id;

        String emailCity = "";

        @Encrypted
        String email = "";
    }

    @Entity(name = "ByEmail")
    static class ByEmail {

        @Id
        @GeneratedValue
        long id;

        @OneToMany
        @OrderBy("emailCity, email desc")
        List<Person> people = new ArrayList<>();
    }

    @Entity(name = "ManyByEmail")
    static class ManyByEmail {

        @Id
        @GeneratedValue
        long id;

        @ManyToMany
        @OrderBy("email")
        List<Person> people = new ArrayList<>();
    }

    @Entity(name = "ByColumn")
    static class ByColumn {

        @Id
        @GeneratedValue
        long id;

        @OneToMany
        @SQLOrder("email asc")
        List<Person> people = new ArrayList<>();
    }

    @Entity(name = "ByCity")
    static class ByCity {

        @Id
        @GeneratedValue
        long id;

        @OneToMany
        @OrderBy("emailCity")
        List<Person> people = new ArrayList<>();
    }
}
