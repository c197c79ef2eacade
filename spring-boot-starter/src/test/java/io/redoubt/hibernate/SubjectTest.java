package io.redoubt.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.redoubt.ConfigurationException;
import io.redoubt.field.FieldLock;
import io.redoubt.field.LockedField;
import io.redoubt.field.Migration;
import io.redoubt.field.RowId;
import io.redoubt.field.SubjectErasedException;
import io.redoubt.key.FieldName;
import io.redoubt.key.Subject;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SecondaryTable;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entities about people who can be erased. */
class SubjectTest {

    private static final Subject ONE = new Subject(Optional.empty(), "1");
    private static final FieldSettings AS_NULL =
            new FieldSettings(Migration.ENCRYPTED_ONLY, OnTamper.THROW, OnErased.AS_NULL);

    private World world;
    private SessionFactory factory;

    @BeforeEach
    void start() {
        world = World.on(Database.POSTGRESQL);
        factory = world.startWithSubjects(encryption -> encryption, Patient.class, Report.class);
        factory.inTransaction(session -> {
            session.persist(new Patient(1, "ada@example.com"));
            session.persist(new Patient(2, "bob@example.com"));
            session.persist(new Report(10, 1L, "of Ada"));
            session.persist(new Report(20, 2L, "of Bob"));
        });
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private void erase() {
        world.subjects().erase(ONE, "support-7", "letter");
    }

    @Test
    void erasesAPersonFromAllTables() {
        assertThat(found("ada@example.com")).hasSize(1);

        erase();

        assertThatThrownBy(() -> load(factory, Patient.class, 1)).isInstanceOf(SubjectErasedException.class);
        assertThatThrownBy(() -> load(factory, Report.class, 10)).isInstanceOf(SubjectErasedException.class);
        assertThat(found("ada@example.com")).isEmpty();
        assertThat(load(factory, Patient.class, 2).email).isEqualTo("bob@example.com");
        assertThat(load(factory, Report.class, 20).text).isEqualTo("of Bob");
        assertThat(world.events()).isEmpty();
    }

    @Test
    void refusesWhatASessionWritesForWhomWasErasedSinceItLoadedTheEntity() {
        assertThatThrownBy(() -> factory.inTransaction(session -> {
                    session.find(Patient.class, 1L).ward = "north";
                    erase();
                }))
                .satisfies(e -> assertThat(rootOf(e)).isInstanceOf(SubjectErasedException.class));

        assertThat(world.look("select email_bidx from patient where id = 1")).isNull();
        assertThat(world.look("select ward from patient where id = 1")).isNull();
    }

    @Test
    void refusesEveryWayToWriteForWhomWasErased() {
        Patient detached = load(factory, Patient.class, 1);
        erase();
        detached.ward = "north";

        refusesToWrite(session -> session.persist(new Report(11, 1L, "another one")));
        refusesToWrite(session -> session.merge(detached));
        for (Consumer<org.hibernate.StatelessSession> write : List.<Consumer<org.hibernate.StatelessSession>>of(
                session -> session.insert(new Report(11, 1L, "another one")),
                session -> session.update(detached),
                session -> session.upsert(detached))) {
            assertThat(rootOf(catchThrowable(() -> World.stateless(factory, write))))
                    .isInstanceOf(SubjectErasedException.class);
        }
        assertThat(world.look("select email_bidx from patient where id = 1")).isNull();
        assertThat(world.look("select count(*) from report where patient = 1")).isEqualTo(1L);
    }

    private void refusesToWrite(Consumer<Session> write) {
        assertThat(rootOf(catchThrowable(() -> factory.inTransaction(write))))
                .isInstanceOf(SubjectErasedException.class);
    }

    @Test
    void givesNullWhereThatIsWantedAndNeverWritesItBack() {
        SessionFactory asNull = world.startWithSubjects(
                encryption -> encryption.with(FieldName.parse("patient.email"), AS_NULL), Patient.class);
        Object ciphertext = world.look("select email from patient where id = 1");
        erase();

        asNull.inTransaction(session -> {
            Patient patient = session.find(Patient.class, 1L);
            assertThat(patient.email).isNull();
            patient.ward = "north";
        });
        World.stateless(asNull, session -> {
            Patient patient = session.get(Patient.class, 1L);
            assertThat(patient.email).isNull();
            patient.ward = "south";
            session.update(patient);
        });

        assertThat(world.look("select ward from patient where id = 1")).isEqualTo("south");
        assertThat(world.look("select email from patient where id = 1")).isEqualTo(ciphertext);
        assertThat(world.look("select email_bidx from patient where id = 1")).isNull();
        assertThat(rootOf(catchThrowable(() ->
                        asNull.inTransaction(session -> session.find(Patient.class, 1L).email = "new@example.com"))))
                .isInstanceOf(SubjectErasedException.class);
        assertThat(world.events()).as("no tampering").isEmpty();
    }

    /** The row was read before the erasure, and the key was asked for after it: the code must not come back. */
    @Test
    void doesNotWriteBackTheCodeOfARowThatWasReadBeforeTheErasure() {
        SessionFactory asNull = world.startWithSubjects(
                encryption -> encryption.with(FieldName.parse("patient.email"), AS_NULL), Patient.class);
        Object code = world.look("select email_bidx from patient where id = 1");
        erase();
        world.sql("update patient set email_bidx = ? where id = 1", code);

        asNull.inTransaction(session -> session.find(Patient.class, 1L).ward = "north");

        assertThat(world.look("select email_bidx from patient where id = 1")).isNull();
    }

    @Test
    void writesAgainForWhomWasReinstated() {
        erase();
        world.subjects().reinstate(ONE, "support-7", "is back");

        factory.inTransaction(session -> session.persist(new Report(11, 1L, "a new one")));

        assertThat(load(factory, Report.class, 11).text).isEqualTo("a new one");
        assertThatThrownBy(() -> load(factory, Report.class, 10)).isInstanceOf(SubjectErasedException.class);
    }

    @Test
    void sealsAnewForWhomTheRowIsAboutNow() {
        factory.inTransaction(session -> session.find(Report.class, 20L).patient = 1L);
        assertThat(load(factory, Report.class, 20).text).isEqualTo("of Bob");

        erase();

        assertThatThrownBy(() -> load(factory, Report.class, 20)).isInstanceOf(SubjectErasedException.class);
    }

    /** Else a session that still has the value would bring it over. */
    @Test
    void takesNothingOfWhomWasErasedForSomebodyElse() {
        assertThat(rootOf(catchThrowable(() -> factory.inTransaction(session -> {
                    session.find(Report.class, 10L).patient = 2L;
                    erase();
                }))))
                .isInstanceOf(SubjectErasedException.class);
        assertThat(world.look("select patient from report where id = 10")).isEqualTo(1L);
    }

    @Test
    void refusesAValueOfNobody() {
        assertThat(rootOf(catchThrowable(
                        () -> factory.inTransaction(session -> session.persist(new Report(11, null, "of whom?"))))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("report.text")
                .hasMessageContaining("patient");
        factory.inTransaction(session -> session.persist(new Report(12, null, null)));
    }

    @Test
    void refusesBulkUpdatesOfWhomValuesAreAbout() {
        assertThat(rootOf(catchThrowable(() -> factory.inTransaction(
                        session -> session.createMutationQuery("update Report set patient = 2 where id = 10")
                                .executeUpdate()))))
                .isInstanceOf(EncryptedQueryException.class)
                .hasMessageContaining("Report.patient");
    }

    /** The values of another row of the same person do not open either: the subject is no place of its own. */
    @Test
    void refusesARowThatWasGivenToSomebodyElseBySql() {
        world.sql("update report set patient = 2 where id = 10");

        assertThatThrownBy(() -> load(factory, Report.class, 10))
                .isInstanceOf(io.redoubt.field.TamperedFieldException.class);
    }

    @Test
    void readsThroughTheConnectionOfTheSession() {
        SessionFactory reader = world.startWithSubjectsOfSessionsAlone(Patient.class, Report.class);

        assertThat(load(reader, Patient.class, 1).email).isEqualTo("ada@example.com");
        reader.inTransaction(session -> session.find(Patient.class, 1L).ward = "north"); // and holds it there
        assertThat(rootOf(catchThrowable(
                        () -> reader.inTransaction(session -> session.persist(new Patient(3, "new@example.com"))))))
                .as("a first key alone wants one")
                .hasMessageContaining("first key of a subject");
    }

    @Test
    void worksWithAPoolOfOneConnection() {
        SessionFactory one = world.startWithSubjects(
                encryption -> encryption, Map.of("hibernate.connection.datasource", world.poolOfOne()), Patient.class);

        one.inTransaction(session -> {
            session.persist(new Patient(3, "carl@example.com"));
            session.persist(new Patient(4, "dora@example.com"));
        });

        assertThat(load(one, Patient.class, 4).email).isEqualTo("dora@example.com");
    }

    @Test
    void nothingOfAnErasedPersonSurvivesWritersInOtherSessions() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            for (int round = 0; round < 25; round++) {
                long patient = 100L + round;
                long first = 1000L + 10L * round;
                factory.inTransaction(session -> session.persist(new Patient(patient, "race@example.com")));
                CyclicBarrier start = new CyclicBarrier(3);
                Future<?> creator = threads.submit(
                        () -> race(start, session -> session.persist(new Report(first, patient, "raced"))));
                Future<?> changer = threads.submit(() ->
                        race(start, session -> session.find(Patient.class, patient).ward = "north"));
                start.await(1, TimeUnit.MINUTES);
                world.subjects().erase(new Subject(Optional.empty(), "" + patient), "support-7", "letter");
                creator.get(1, TimeUnit.MINUTES);
                changer.get(1, TimeUnit.MINUTES);

                assertThat(found("race@example.com")).isEmpty();
                assertThat(world.look("select email_bidx from patient where id = ?", patient))
                        .isNull();
                assertThatThrownBy(() -> load(factory, Patient.class, patient))
                        .isInstanceOf(SubjectErasedException.class);
                if (!world.look("select count(*) from report where id = ?", first)
                        .equals(0L)) {
                    assertThatThrownBy(() -> load(factory, Report.class, first))
                            .isInstanceOf(SubjectErasedException.class);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Refused or not: both are right. */
    private Object race(CyclicBarrier start, Consumer<Session> write) throws Exception {
        start.await(1, TimeUnit.MINUTES);
        Throwable refused = catchThrowable(() -> factory.inTransaction(write));
        if (refused != null) {
            assertThat(rootOf(refused)).isInstanceOf(SubjectErasedException.class);
        }
        return start;
    }

    @Test
    void tellsTheLockFileWhomValuesAreAbout() {
        assertThat(FieldLock.of(EncryptedFields.of(factory))
                        .field(FieldName.parse("report.text"))
                        .orElseThrow()
                        .subject())
                .contains(new LockedField.KeyColumn("patient", RowId.Kind.NUMBER));
        assertThat(FieldLock.of(EncryptedFields.of(factory))
                        .field(FieldName.parse("patient.email"))
                        .orElseThrow()
                        .subject())
                .contains(new LockedField.KeyColumn("id", RowId.Kind.NUMBER));
    }

    @Test
    void refusesToStartWithoutKeysOfSubjects() {
        assertThatThrownBy(() -> world.start(Patient.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Patient.email")
                .hasMessageContaining("there are no keys of subjects");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                OfNobody.class,
                Compared.class,
                Several.class,
                ByDate.class,
                OfSecret.class,
                Elsewhere.class,
                Generated.class
            })
    void refusesToStartWithASubjectThatCannotBeOne(Class<?> entity) {
        String problem = Map.of(
                        "OfNobody", "which the entity has not",
                        "Compared", "is comparable and has a subject",
                        "Several", "has rowKey, bind, tenant or subject",
                        "ByDate", "which is no whole number, UUID or text",
                        "OfSecret", "which is encrypted",
                        "Elsewhere", "in another table, where an erasure does not find it",
                        "Generated", "is about whom the id names, which the database makes")
                .get(entity.getSimpleName());

        assertThatThrownBy(() -> world.startWithSubjects(encryption -> encryption, entity))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(problem);
    }

    private List<Patient> found(String email) {
        return World.fromTransaction(
                factory,
                session -> FieldQueries.eq(Patient.class, "email", email).list(session));
    }

    private static <T> T load(SessionFactory factory, Class<T> type, long id) {
        return World.fromTransaction(factory, session -> session.find(type, id));
    }

    private static Throwable rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    @Entity(name = "Patient")
    static class Patient {
        @Id
        @Nullable
        Long id;

        @Nullable
        String ward;

        @Encrypted(subject = "id")
        @Searchable(normaliser = "email-1")
        @Nullable
        String email;

        protected Patient() {}

        Patient(long id, String email) {
            this.id = id;
            this.email = email;
        }
    }

    @Entity(name = "Report")
    static class Report {
        @Id
        @Nullable
        Long id;

        @Nullable
        Long patient;

        @Encrypted(subject = "patient")
        @Nullable
        String text;

        protected Report() {}

        Report(long id, @Nullable Long patient, @Nullable String text) {
            this.id = id;
            this.patient = patient;
            this.text = text;
        }
    }

    @Entity(name = "OfNobody")
    static class OfNobody {
        @Id
        @Nullable
        Long id;

        @Encrypted(subject = "owner")
        @Nullable
        String text;
    }

    @Entity(name = "Compared")
    static class Compared {
        @Id
        @Nullable
        Long id;

        @Encrypted(subject = "id", comparable = true)
        @Nullable
        String text;
    }

    @Entity(name = "Several")
    static class Several {
        @Id
        @Nullable
        Long id;

        @Encrypted(subject = "id")
        @ElementCollection
        @Nullable
        List<String> texts;
    }

    @Entity(name = "ByDate")
    static class ByDate {
        @Id
        @Nullable
        Long id;

        @Nullable
        LocalDate born;

        @Encrypted(subject = "born")
        @Nullable
        String text;
    }

    @Entity(name = "OfSecret")
    static class OfSecret {
        @Id
        @Nullable
        Long id;

        @Encrypted
        @Nullable
        String owner;

        @Encrypted(subject = "owner")
        @Nullable
        String text;
    }

    @Entity(name = "Elsewhere")
    @SecondaryTable(name = "elsewhere_more")
    static class Elsewhere {
        @Id
        @Nullable
        Long id;

        @Column(updatable = false)
        @Nullable
        Long owner;

        @Encrypted(subject = "owner")
        @Column(table = "elsewhere_more")
        @Nullable
        String text;
    }

    @Entity(name = "Generated")
    static class Generated {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        @Nullable
        Long id;

        @Column(unique = true, updatable = false)
        @Nullable
        UUID key;

        @Encrypted(subject = "id", rowKey = "key")
        @Nullable
        String text;
    }
}
