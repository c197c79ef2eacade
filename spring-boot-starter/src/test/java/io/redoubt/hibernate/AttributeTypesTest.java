package io.redoubt.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.redoubt.hibernate.World.Crypto;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Attributes of every type, and what their columns are. */
@ParameterizedClass(name = "{0}")
@EnumSource(Database.class)
class AttributeTypesTest {

    @Parameter
    private Database database;

    private World world;
    private SessionFactory factory;

    @BeforeEach
    void start() {
        world = World.on(database);
        factory = world.start(Everything.class);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void comeBackAsTheyWere() {
        Everything filled = Everything.filled();
        factory.inTransaction(session -> session.persist(filled));

        Everything loaded = load(filled.id);

        assertThat(loaded).usingRecursiveComparison().isEqualTo(filled);
    }

    @Test
    void comeBackAsNull() {
        Everything empty = new Everything();
        factory.inTransaction(session -> session.persist(empty));

        assertThat(load(empty.id)).usingRecursiveComparison().isEqualTo(empty);
    }

    @Test
    void areNotTouchedByAFlushOfWhatIsClean() {
        Everything filled = Everything.filled();
        factory.inTransaction(session -> session.persist(filled));

        factory.inTransaction(session -> {
            session.find(Everything.class, filled.id);
            Crypto done = world.crypto();
            session.flush();
            assertThat(world.crypto().since(done)).isEqualTo(new Crypto(0, 0));
        });
    }

    @Test
    void keepTheirCiphertextsWhenAnotherColumnIsUpdated() {
        Everything filled = Everything.filled();
        factory.inTransaction(session -> session.persist(filled));
        Crypto done = world.crypto();

        factory.inTransaction(session -> session.find(Everything.class, filled.id).touched = 1);

        assertThat(world.look("select touched from Everything")).isEqualTo(1);
        assertThat(world.crypto().since(done).sealed()).isZero();
    }

    @Test
    void noticeBytesThatWereChangedInPlace() {
        Everything filled = Everything.filled();
        factory.inTransaction(session -> session.persist(filled));

        factory.inTransaction(session -> session.find(Everything.class, filled.id).bytes[0] = 9);

        assertThat(load(filled.id).bytes).containsExactly(9, 2, 3);
    }

    @Test
    void noticeJsonThatWasChangedInPlace() {
        Everything filled = Everything.filled();
        factory.inTransaction(session -> session.persist(filled));

        factory.inTransaction(
                session -> session.find(Everything.class, filled.id).json.put("more", List.of(4)));

        assertThat(load(filled.id).json).isEqualTo(Map.of("scores", List.of(1, 2, 3), "more", List.of(4)));
    }

    @Test
    void haveColumnsThatHoldAnything() {
        String text = database == Database.POSTGRESQL ? "text" : "CHARACTER LARGE OBJECT";
        String bytes = database == Database.POSTGRESQL ? "bytea" : "BINARY LARGE OBJECT";

        assertThat(List.of("text", "json", "textNumber"))
                .allSatisfy(name -> assertThat(type(name)).isEqualTo(text));
        assertThat(List.of("bytes", "big", "primitive", "flag", "birthday", "weekday", "binaryText"))
                .allSatisfy(name -> assertThat(type(name)).isEqualTo(bytes));
    }

    @Test
    void showTheirLengthOnlyInStepsWherePadded() {
        Everything short1 = Everything.filled();
        Everything long1 = Everything.filled();
        long1.padded = "x".repeat(40);
        factory.inTransaction(session -> {
            session.persist(short1);
            session.persist(long1);
        });

        assertThat(length(short1.id)).isEqualTo(length(long1.id));
    }

    @Test
    void areValidInColumnsOfTextThatExist() {
        world.sql("create table Customer (id bigint primary key, city varchar(255), email varchar(400))");
        world.sql("create sequence Customer_SEQ start with 1 increment by 50");

        assertThatCode(() -> world.start(Map.of("hibernate.hbm2ddl.auto", "validate"), Customer.class))
                .doesNotThrowAnyException();
    }

    @Test
    void areValidInTheColumnsThatWereMadeForThem() {
        assertThatCode(() -> world.start(Map.of("hibernate.hbm2ddl.auto", "validate"), Everything.class))
                .doesNotThrowAnyException();
    }

    private Everything load(UUID id) {
        return factory.fromTransaction(session -> session.find(Everything.class, id));
    }

    private int length(UUID id) {
        return ((String) world.look("select padded from Everything where id = ?", id)).length();
    }

    private String type(String column) {
        return (String) world.look(
                "select data_type from information_schema.columns where lower(table_name) = 'everything' and lower(column_name) = ?",
                column.toLowerCase(Locale.ROOT));
    }
}
