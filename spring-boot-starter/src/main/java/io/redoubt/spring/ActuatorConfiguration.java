package io.redoubt.spring;

import io.redoubt.field.FieldCipher;
import io.redoubt.token.TokenVerifier;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Shows what is in force at {@code /actuator/redoubt}, where the application exposes it. Later sections are later beans. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(endpoint = RedoubtEndpoint.class)
class ActuatorConfiguration {

    @Bean
    RedoubtEndpoint redoubtEndpoint(ObjectProvider<PostureSection> sections) {
        return new RedoubtEndpoint(sections.orderedStream().toList());
    }

    @Bean
    @Order(10)
    PostureSection redoubtServiceSection(RedoubtSettings settings) {
        return new ServiceSection(settings);
    }

    @Bean
    @Order(20)
    PostureSection redoubtEnforcedBySection(RedoubtSettings settings) {
        return new EnforcedBySection(settings);
    }

    @Bean
    @Order(30)
    PostureSection redoubtIssuersSection(RedoubtSettings settings) {
        return new IssuersSection(settings);
    }

    @Bean
    @Order(40)
    PostureSection redoubtAccessSection(
            RedoubtSettings settings, @Qualifier(ServletConfiguration.VERIFIER) TokenVerifier verifier) {
        return new AccessSection(settings, verifier);
    }

    @Bean
    @Order(50)
    PostureSection redoubtEndpointsSection(RedoubtSettings settings, ObjectProvider<EndpointInventory> inventory) {
        return new EndpointsSection(settings, inventory);
    }

    /** What is to be shown of keys, where there are any. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(KeysetCondition.class)
    static class Keys {

        @Bean
        @Order(60)
        PostureSection redoubtKeysSection(OpenKeyset keyset) {
            return new KeysSection(keyset, Clock.systemUTC());
        }

        @Bean
        @Order(70)
        PostureSection redoubtFieldsSection(
                OpenKeyset keyset,
                ConfiguredFields configured,
                ObjectProvider<DeclaredFields> declared,
                ObjectProvider<FieldCipher> ciphers,
                ObjectProvider<JobBoard> board) {
            return new FieldsSection(
                    keyset.keyset(),
                    configured,
                    () -> declared.getIfAvailable(DeclaredFields::none),
                    () -> ciphers.stream()
                            .flatMap(cipher -> cipher.usage().stream())
                            .toList(),
                    Optional.ofNullable(board.getIfAvailable()));
        }

        @Bean
        AttestationOperation redoubtAttestationOperation(OpenKeyset keyset) {
            return new AttestationOperation(keyset);
        }
    }
}
