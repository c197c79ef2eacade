package io.redoubt.spring;

import io.redoubt.ConfigurationException;
import io.redoubt.hibernate.EncryptedFields;
import jakarta.persistence.EntityManagerFactory;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.orm.jpa.EntityManagerFactoryInfo;

/** Finds the database in which encrypted values are. */
final class FieldsDataSource {

    private FieldsDataSource() {}

    /**
     * {@return the one that the entity managers of encrypted entities use}
     *
     * @throws ConfigurationException if there are none of these, or their values are in several databases
     */
    static DataSource of(Collection<EntityManagerFactory> factories) {
        List<EntityManagerFactory> encrypting = factories.stream()
                .filter(factory -> !EncryptedFields.of(factory).isEmpty())
                .toList();
        List<DataSource> found = encrypting.stream()
                .flatMap(FieldsDataSource::dataSource)
                .distinct()
                .toList();
        if (encrypting.isEmpty()) {
            throw problem(
                    "is true, and no entity has an encrypted attribute",
                    "mark an attribute @Encrypted, or remove this");
        }
        if (found.size() != 1) {
            throw problem(
                    found.isEmpty()
                            ? "is true, and no entity manager says from which DataSource its connections are"
                            : "is true, and encrypted entities are in " + found.size() + " databases",
                    "remove this, and use the command 'redoubt fields' with the address of each database");
        }
        return found.get(0);
    }

    private static Stream<DataSource> dataSource(EntityManagerFactory factory) {
        return factory instanceof EntityManagerFactoryInfo info
                ? Optional.ofNullable(info.getDataSource()).stream()
                : Stream.empty();
    }

    private static ConfigurationException problem(String problem, String remedy) {
        return new ConfigurationException(JobsReader.ENABLED, problem, remedy);
    }
}
