package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.ConfigurationException;
import io.redoubt.ConfigurationException.Problem;
import io.redoubt.spring.customers.Customer;
import io.redoubt.spring.customers.CustomerRepository;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
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
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.Repository;

/** A service with Spring Data JPA, its keys and a PostgreSQL server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EncryptedEntitiesTest {

    private static final String ADA = "ada@example.com";

    private final DatabaseServer database = DatabaseServer.start();
    private Settings settings;

    @BeforeAll
    void issue(@TempDir Path mount) {
        Path file = TestKeyset.ofOrders().writeTo(mount.resolve("keyset.json"));
        settings = database.of(TestKeyset.in(file, Settings.none().with("redoubt.service", "orders")));
    }

    @BeforeEach
    void empty() {
        database.execute("drop table if exists customer");
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

    private ConfigurableApplicationContext start(Class<?> application) {
        return RunningApplication.builder(settings, application)
                .web(WebApplicationType.NONE)
                .run();
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
