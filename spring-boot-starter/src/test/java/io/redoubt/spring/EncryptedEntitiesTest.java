package io.redoubt.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.redoubt.ConfigurationException;
import io.redoubt.ConfigurationException.Problem;
import io.redoubt.field.CiphertextHeader;
import io.redoubt.field.FieldLock;
import io.redoubt.field.LegacyDecryptor;
import io.redoubt.field.LockedField;
import io.redoubt.field.RowId;
import io.redoubt.hibernate.Sealed;
import io.redoubt.key.FieldName;
import io.redoubt.spring.customers.Customer;
import io.redoubt.spring.customers.CustomerRepository;
import io.redoubt.testkit.TestIssuer;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SessionImplementor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.domain.Example;
import org.springframework.data.domain.ExampleMatcher;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.Repository;
import tools.jackson.databind.json.JsonMapper;

/** A service with Spring Data JPA, its keys and a PostgreSQL server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EncryptedEntitiesTest {

    private static final String EMAIL = "redoubt.fields.attributes[customer.email]";
    private static final String ADA = "ada@example.com";

    private final DatabaseServer database = DatabaseServer.start();
    private Path keyset;
    private Path lock;
    private Settings settings;

    @BeforeAll
    void issue(@TempDir Path mount) {
        keyset = mount.resolve("keyset.json");
        lock = mount.resolve("redoubt-fields.lock");
    }

    @BeforeEach
    void empty() throws IOException {
        database.execute("drop table if exists customer");
        Files.deleteIfExists(lock);
        TestKeyset.ofOrders().writeTo(keyset);
        settings = database.of(TestKeyset.in(keyset, Settings.none().with("redoubt.service", "orders")))
                .with("redoubt.fields.lock", lock.toString())
                .with("redoubt.fields.write-lock", lock.toString());
    }

    @AfterAll
    void stop() {
        database.close();
    }

    @Test
    void areStoredSealedAndLoadedOpened() {
        try (ConfigurableApplicationContext application = start(CustomersApplication.class)) {
            CustomerRepository customers = application.getBean(CustomerRepository.class);
            UUID id = customers.save(new Customer("London", ADA)).getId();

            assertThat(database.select("select email from customer"))
                    .singleElement()
                    .asString()
                    .startsWith("r1.");
            assertThat(customers.findById(id).orElseThrow().getEmail()).isEqualTo(ADA);
            assertThat(customers.findByCity("London")).hasSize(1);
            assertThat(customers.findByEmailIsNull()).isEmpty();
        }
    }

    @Test
    void areOpenedAfterARestartWithANewerKeyset() {
        UUID old;
        try (ConfigurableApplicationContext application = start(CustomersApplication.class)) {
            old = application
                    .getBean(CustomerRepository.class)
                    .save(new Customer("London", ADA))
                    .getId();
        }
        TestKeyset.ofOrders().rotated().writeTo(keyset);
        settings = settings.without("redoubt.fields.write-lock");

        try (ConfigurableApplicationContext application = start(CustomersApplication.class)) {
            CustomerRepository customers = application.getBean(CustomerRepository.class);
            UUID young =
                    customers.save(new Customer("Paris", "grace@example.com")).getId();

            assertThat(customers.findById(old).orElseThrow().getEmail()).isEqualTo(ADA);
            assertThat(customers.findById(young).orElseThrow().getEmail()).isEqualTo("grace@example.com");
            assertThat(epochOf(old)).isEqualTo(2);
            assertThat(epochOf(young)).isEqualTo(3);
        }
    }

    private int epochOf(UUID id) {
        String stored = (String)
                database.select("select email from customer where id = ?", id).get(0);
        return CiphertextHeader.parseText(stored).orElseThrow().epoch();
    }

    @Test
    void areFrozenInTheLock() throws IOException {
        try (ConfigurableApplicationContext application = start(CustomersApplication.class)) {
            assertThat(FieldLock.parse(Files.readAllBytes(lock)))
                    .isEqualTo(application.getBean(DeclaredFields.class).lock());
            assertThat(application.getBean(DeclaredFields.class).fields())
                    .singleElement()
                    .satisfies(email -> {
                        assertThat(email.name()).isEqualTo(FieldName.parse("customer.email"));
                        assertThat(email.table() + "." + email.column()).isEqualTo("customer.email");
                        assertThat(email.ids()).containsExactly(new LockedField.KeyColumn("id", RowId.Kind.UUID));
                        assertThat(email.row()).isEqualTo(email.ids());
                    });
        }
    }

    @Test
    void doNotStartWithoutALock() {
        settings = settings.without("redoubt.fields.write-lock");

        assertThatThrownBy(() -> start(CustomersApplication.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("redoubt.fields.lock: is not there, and entities have encrypted attributes");
    }

    @Test
    void areOnTheirWayAsThePropertiesSay() {
        settings = settings.with(EMAIL + ".migration", "read-both-write-plain");
        UUID id;
        try (ConfigurableApplicationContext application = start(CustomersApplication.class)) {
            id = application
                    .getBean(CustomerRepository.class)
                    .save(new Customer("London", ADA))
                    .getId();
            assertThat(database.select("select email from customer")).containsExactly(ADA);
        }
        settings = settings.with(EMAIL + ".migration", "read-both-write-encrypted");
        try (ConfigurableApplicationContext application = start(CustomersApplication.class, Rot13.class)) {
            CustomerRepository customers = application.getBean(CustomerRepository.class);
            assertThat(customers.findById(id).orElseThrow().getEmail()).isEqualTo(ADA);
            database.execute("update customer set email = ?", "rot13:nqn@rknzcyr.pbz");
            assertThat(customers.findById(id).orElseThrow().getEmail()).isEqualTo(ADA);
        }
    }

    @Test
    void areNullWhereThatIsSaidOfThemAndSomebodyTampers() {
        settings = settings.with(EMAIL + ".on-tamper", "as-null");
        try (ConfigurableApplicationContext application = start(CustomersApplication.class)) {
            CustomerRepository customers = application.getBean(CustomerRepository.class);
            UUID ada = customers.save(new Customer("London", ADA)).getId();
            UUID eve = customers.save(new Customer("London", "eve@example.com")).getId();
            database.execute(
                    "update customer set email = (select email from customer where id = ?) where id = ?", ada, eve);

            try (CapturedOutput output = CapturedOutput.begin()) {
                assertThat(customers.findById(eve).orElseThrow().getEmail()).isNull();
                assertThat(output.text())
                        .contains("value refused: code=field.tampered entity=customer field=email reason=");
            }
        }
    }

    /** What Hibernate keeps of a loaded row holds the value, and must not tell it to anybody who writes it as JSON. */
    @Test
    void areNotWrittenAsJsonByAccident() {
        try (ConfigurableApplicationContext application = start(CustomersApplication.class)) {
            UUID id = application
                    .getBean(CustomerRepository.class)
                    .save(new Customer("London", ADA))
                    .getId();
            EntityManagerFactory factory = application.getBean(EntityManagerFactory.class);
            try (EntityManager session = factory.createEntityManager()) {
                Customer customer = session.find(Customer.class, id);
                Object held = Stream.of(session.unwrap(SessionImplementor.class)
                                .getPersistenceContext()
                                .getEntry(customer)
                                .getLoadedState())
                        .filter(Sealed.class::isInstance)
                        .findFirst()
                        .orElseThrow();
                JsonMapper mapper = application.getBean(JsonMapper.class);
                JsonMapper curious = mapper.rebuild()
                        .changeDefaultVisibility(all -> all.withFieldVisibility(Visibility.ANY))
                        .build();

                assertThat(mapper.writeValueAsString(customer)).contains(ADA);
                assertThat(mapper.writeValueAsString(held)).isEqualTo("{}");
                assertThat(curious.writeValueAsString(held)).isEqualTo("{}");
                assertThat(curious.writeValueAsString(Map.of("email", held))).isEqualTo("{\"email\":{}}");
            }
        }
    }

    @Test
    void areShownInThePosture() throws IOException {
        TestIssuer issuer = TestIssuer.start();
        Settings web = Settings.valid(issuer);
        for (Map.Entry<String, Object> setting : settings.properties().entrySet()) {
            web = web.with(setting.getKey(), setting.getValue().toString());
        }
        web = web.with("management.endpoints.web.exposure.include", "redoubt")
                .with("redoubt.access.rules[1].path", "/actuator/redoubt/**")
                .with("redoubt.access.rules[1].roles", "ops");
        try (issuer;
                CapturedOutput output = CapturedOutput.begin();
                RunningApplication application = RunningApplication.start(web, CustomersApplication.class)) {
            application.context().getBean(CustomerRepository.class).save(new Customer("London", ADA));

            String body = Http.get(
                            application.uri("/actuator/redoubt"),
                            issuer.token().roles("ops").sign())
                    .body();
            assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(Files.readString(Path.of("../docs/actuator-redoubt.schema.json")))
                            .validate(new ObjectMapper().readTree(body)))
                    .isEmpty();
            assertThat(new ObjectMapper().readTree(body).get("fields")).isEqualTo(new ObjectMapper().readTree("""
                            {"fields":[{"name":"customer.email","table":"customer","column":"email","type":"text",
                             "form":"text","comparable":false,"boundTo":["id"],"suite":"A256GCM",
                             "migration":"encrypted-only","onTamper":"throw","indexes":[],
                             "visible":["which rows have no value","how long a value is"],
                             "changeable":["put an older value of the same row back"]}],
                             "usage":[{"name":"customer.email","epoch":2,"sealed":1,"opened":0,"refused":0}],
                             "findings":[]}"""));
            assertThat(body).doesNotContain(ADA);
            assertThat(output.text()).contains("; encrypted fields: 1 (1 encrypted-only)");
        }
    }

    @Test
    void areNeverComparedInSilence() {
        try (ConfigurableApplicationContext application = start(CustomersApplication.class)) {
            CustomerRepository customers = application.getBean(CustomerRepository.class);
            customers.save(new Customer("London", ADA));

            assertThatThrownBy(
                            () -> customers.findAll((root, query, criteria) -> criteria.equal(root.get("email"), ADA)))
                    .isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> customers.findAll(Example.of(
                            new Customer("London", ADA),
                            ExampleMatcher.matching().withIgnorePaths("id"))))
                    .isInstanceOf(RuntimeException.class);
            assertThat(customers.findAll((root, query, criteria) -> criteria.equal(root.get("city"), "London")))
                    .hasSize(1);
        }
    }

    @Test
    void areNotSortedByTheDatabase() {
        try (ConfigurableApplicationContext application = start(CustomersApplication.class)) {
            CustomerRepository customers = application.getBean(CustomerRepository.class);

            assertThatThrownBy(() -> customers.findAll(Sort.by("city", "email")))
                    .hasMessageContaining("Customer.email is encrypted, and the database cannot order it");
            assertThatThrownBy(() -> customers.findAll(PageRequest.of(0, 10, Sort.by("email"))))
                    .hasMessageContaining("Customer.email is encrypted");
            assertThat(customers.findAll(PageRequest.of(0, 10, Sort.by("city"))))
                    .isEmpty();
        }
    }

    @Test
    void areNotLookedForByTheDatabase() {
        assertThatThrownBy(() -> start(Finders.class))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        refusal -> assertThat(refusal.problems())
                                .containsExactlyInAnyOrder(
                                        looks("findByEmail", "repository.findAll(QUERY)"),
                                        looks("findByCityAndEmailContaining", "repository.findAll(QUERY)"),
                                        looks("countByEmail", "repository.count(QUERY)"),
                                        looks("existsByEmailIgnoreCase", "repository.exists(QUERY)"),
                                        looks("deleteByEmail", "repository.deleteAll(repository.findAll(QUERY))"),
                                        new Problem(
                                                "FindersRepository.findByCityOrderByEmailDesc",
                                                "sorts by email, which is encrypted: the database cannot order it",
                                                "sort in the application what was loaded"),
                                        new Problem(
                                                "FindersRepository.readByCity",
                                                "selects email without its row, and encrypted values open in their row alone",
                                                "return the entity, or an interface with @Value(\"#{target.email}\")")));
    }

    private static Problem looks(String method, String call) {
        return new Problem(
                "FindersRepository." + method,
                "looks for email, which is encrypted: the database cannot compare it",
                "mark the attribute @Searchable, remove the method, and call "
                        + call.replace("QUERY", "FieldQueries.eq(Customer.class, \"email\", value)::toPredicate"));
    }

    @Test
    void areProjectedWithTheirRow() {
        try (ConfigurableApplicationContext application = start(Projections.class)) {
            application.getBean(ProjectionsRepository.class).save(new Customer("London", ADA));

            ProjectionsRepository customers = application.getBean(ProjectionsRepository.class);
            assertThat(customers.findByCity("London"))
                    .extracting(CityOnly::getCity)
                    .containsExactly("London");
            assertThat(customers.readByCity("London"))
                    .extracting(Whole::getMail)
                    .containsExactly(ADA);
        }
    }

    private ConfigurableApplicationContext start(Class<?>... application) {
        return RunningApplication.builder(settings, application)
                .web(WebApplicationType.NONE)
                .run();
    }

    /** Reads what another library is said to have encrypted. */
    @Configuration(proxyBeanMethods = false)
    static class Rot13 {

        @Bean
        LegacyDecryptor rot13() {
            return (field, stored) -> {
                String text = new String(stored, UTF_8);
                return text.startsWith("rot13:")
                        ? Optional.of(rotated(text.substring(6)).getBytes(UTF_8))
                        : Optional.empty();
            };
        }

        private static String rotated(String text) {
            StringBuilder rotated = new StringBuilder();
            text.chars()
                    .map(letter -> letter < 'a' || letter > 'z' ? letter : 'a' + (letter - 'a' + 13) % 26)
                    .forEach(letter -> rotated.append((char) letter));
            return rotated.toString();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EntityScan(basePackageClasses = Customer.class)
    @EnableJpaRepositories(
            considerNestedRepositories = true,
            includeFilters =
                    @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = FindersRepository.class))
    static class Finders {}

    interface FindersRepository extends Repository<Customer, UUID> {

        List<Customer> findByCity(String city);

        List<Customer> findByEmailIsNotNull();

        List<Customer> findByEmail(String email);

        List<Customer> findByCityAndEmailContaining(String city, String part);

        long countByEmail(String email);

        boolean existsByEmailIgnoreCase(String email);

        long deleteByEmail(String email);

        List<Customer> findByCityOrderByEmailDesc(String city);

        List<EmailOnly> readByCity(String city);
    }

    interface EmailOnly {
        String getEmail();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EntityScan(basePackageClasses = Customer.class)
    @EnableJpaRepositories(
            considerNestedRepositories = true,
            includeFilters =
                    @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = ProjectionsRepository.class))
    static class Projections {}

    interface ProjectionsRepository extends Repository<Customer, UUID> {

        Customer save(Customer customer);

        List<CityOnly> findByCity(String city);

        List<Whole> readByCity(String city);
    }

    interface CityOnly {
        String getCity();
    }

    interface Whole {
        @Value("#{target.email}")
        String getMail();
    }
}
