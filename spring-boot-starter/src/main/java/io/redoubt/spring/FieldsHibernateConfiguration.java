package io.redoubt.spring;

import io.redoubt.field.FieldCipher;
import io.redoubt.field.LegacyDecryptor;
import io.redoubt.field.jdbc.SubjectKeyStore;
import io.redoubt.hibernate.EncryptedFields;
import io.redoubt.hibernate.FieldEncryption;
import io.redoubt.hibernate.FieldSettings;
import io.redoubt.key.FieldName;
import io.redoubt.key.ServiceKeyset;
import io.redoubt.spring.data.RepositoryGuard;
import jakarta.persistence.EntityManagerFactory;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactoryBean;

/** Encrypts the attributes of entities, where there are keys and Hibernate. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(HibernatePropertiesCustomizer.class)
class FieldsHibernateConfiguration {

    /** For entity managers that the application makes itself, too: they need it under its setting. */
    @Bean
    @ConditionalOnMissingBean
    @Conditional(KeysetCondition.class)
    FieldEncryption redoubtFieldEncryption(
            ServiceKeyset keys,
            FieldCipher cipher,
            ConfiguredFields configured,
            ObjectProvider<LegacyDecryptor> legacy,
            ObjectProvider<SubjectKeyStore> subjects) {
        FieldEncryption encryption = FieldEncryption.of(keys, cipher);
        SubjectKeyStore store = subjects.getIfUnique();
        if (store != null) {
            encryption = encryption.with(store);
        }
        for (Map.Entry<FieldName, FieldSettings> field : configured.attributes().entrySet()) {
            encryption = encryption.with(field.getKey(), field.getValue());
        }
        LegacyDecryptor decryptor = legacy.getIfAvailable();
        return decryptor == null ? encryption : encryption.reading(decryptor);
    }

    /** Touches the database when it is needed for somebody, and not before. */
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnSingleCandidate(DataSource.class)
    @Conditional(KeysetCondition.class)
    SubjectKeyStore redoubtSubjectKeyStore(
            DataSource dataSource, ServiceKeyset keys, ObjectProvider<DeclaredFields> declared) {
        return SubjectKeyStore.of(
                new OwnConnections(dataSource),
                () -> declared.getIfAvailable(DeclaredFields::none).lock(),
                keys,
                new SecureRandom(),
                System::nanoTime);
    }

    @Bean
    @Conditional(KeysetCondition.class)
    HibernatePropertiesCustomizer redoubtHibernateSettings(FieldEncryption encryption) {
        return settings -> settings.put(FieldEncryption.SETTING, encryption);
    }

    @Bean
    @Lazy
    DeclaredFields redoubtDeclaredFields(ObjectProvider<EntityManagerFactory> factories) {
        List<EntityManagerFactory> all = factories.stream().toList();
        return all.isEmpty()
                ? DeclaredFields.none()
                : DeclaredFields.of(all.stream()
                        .flatMap(factory -> EncryptedFields.of(factory).stream())
                        .toList());
    }

    /** Where there is Spring Data JPA. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(JpaRepositoryFactoryBean.class)
    static class Repositories {

        @Bean
        static RepositoryGuard redoubtRepositoryGuard() {
            return new RepositoryGuard();
        }
    }
}
