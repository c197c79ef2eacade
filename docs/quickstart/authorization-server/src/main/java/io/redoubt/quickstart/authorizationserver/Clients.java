package io.redoubt.quickstart.authorizationserver;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;

/**
 * Who may ask for tokens, and for which service each token is good. The secrets stand in the source because this server
 * protects nothing; a real one keeps hashes in a database.
 */
@Configuration(proxyBeanMethods = false)
class Clients {

    /** Its tokens are issued and expired the day before. */
    static final String YESTERDAY = "yesterday";

    /** The client setting that says for which service a client's tokens are good. */
    static final String AUDIENCE = "audience";

    @Bean
    RegisteredClientRepository registeredClients() {
        return new InMemoryRegisteredClientRepository(
                client("shop", "orders"),
                client("mallory", "orders"),
                client("partner", "billing"),
                client(YESTERDAY, "orders"));
    }

    private static RegisteredClient client(String name, String audience) {
        return RegisteredClient.withId(name)
                .clientId(name)
                .clientSecret("{noop}demo-secret-of-" + name)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scope("orders:read")
                .scope("orders:write")
                .scope("orders:refund")
                .clientSettings(
                        ClientSettings.builder().setting(AUDIENCE, audience).build())
                .build();
    }
}
