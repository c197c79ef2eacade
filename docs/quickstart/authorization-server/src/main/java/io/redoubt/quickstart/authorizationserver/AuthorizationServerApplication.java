package io.redoubt.quickstart.authorizationserver;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The authorization server. Its signing key is made at start-up and lives in memory only. */
@SpringBootApplication(proxyBeanMethods = false)
public final class AuthorizationServerApplication {

    private AuthorizationServerApplication() {}

    /**
     * Starts the server.
     *
     * @param args Spring Boot's, such as {@code --server.port=9000}
     */
    public static void main(String[] args) {
        SpringApplication.run(AuthorizationServerApplication.class, args);
    }
}
