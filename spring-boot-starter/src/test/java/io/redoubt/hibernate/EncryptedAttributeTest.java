package io.redoubt.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.field.TamperedFieldException;
import io.redoubt.hibernate.World.Crypto;
import java.util.Objects;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What an application does with an entity that has an encrypted attribute. */
@ParameterizedClass(name = "{0}")
@EnumSource(Database.class)
class EncryptedAttributeTest {

    @Parameter
    private Database database;

    private World world;
    private SessionFactory factory;

    @BeforeEach
    void start() {
        world = World.on(database);
        factory = world.start(Customer.class);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void isStoredSealedAndLoadedOpened() {
        long id = persist("Ghent", "ada@example.com");

        assertThat(stored(id)).startsWith("r1.").doesNotContain("ada");
        assertThat(email(id)).isEqualTo("ada@example.com");
    }

    @Test
    void staysNull() {
        long id = persist("Ghent", null);

        assertThat(world.look("select email from Customer")).isNull();
        assertThat(email(id)).isNull();
    }

    @Test
    void isUpdated() {
        long id = persist("Ghent", "ada@example.com");
        String before = stored(id);

        factory.inTransaction(session -> session.find(Customer.class, id).email = "countess@example.com");

        assertThat(stored(id)).isNotEqualTo(before);
        assertThat(email(id)).isEqualTo("countess@example.com");
    }

    @Test
    void keepsItsCiphertextWhenAnotherColumnIsUpdated() {
        long id = persist("Ghent", "ada@example.com");
        String before = stored(id);
        Crypto done = world.crypto();

        factory.inTransaction(session -> session.find(Customer.class, id).city = "Bruges");

        assertThat(world.look("select city from Customer")).isEqualTo("Bruges");
        assertThat(stored(id)).isEqualTo(before);
        assertThat(world.crypto().since(done)).isEqualTo(new Crypto(0, 1));
    }

    @Test
    void isNotTouchedByAFlushOfWhatIsClean() {
        long id = persist("Ghent", "ada@example.com");
        factory.inTransaction(session -> {
            session.find(Customer.class, id);
            Crypto done = world.crypto();
            session.flush();
            session.flush();
            assertThat(world.crypto().since(done)).isEqualTo(new Crypto(0, 0));
        });
    }

    @Test
    void doesNotOpenInAnotherRow() {
        long ada = persist("Ghent", "ada@example.com");
        long eve = persist("Ghent", "eve@example.com");
        world.sql("update Customer set email = (select email from Customer where id = ?) where id = ?", ada, eve);

        assertThatThrownBy(() -> email(eve)).isInstanceOf(TamperedFieldException.class);
        assertThat(email(ada)).isEqualTo("ada@example.com");
    }

    private long persist(String city, String email) {
        Customer customer = new Customer(city, email);
        factory.inTransaction(session -> session.persist(customer));
        return Objects.requireNonNull(customer.id);
    }

    private String email(long id) {
        return factory.fromTransaction(session -> session.find(Customer.class, id)).email;
    }

    private String stored(long id) {
        return (String) world.look("select email from Customer where id = ?", id);
    }
}
