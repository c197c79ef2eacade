package io.redoubt.quickstart.safe;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A service that is told its name, its port and its keyset by its environment. */
@SpringBootApplication(proxyBeanMethods = false)
public final class SafeApplication {

    private SafeApplication() {}

    /**
     * Starts the service.
     *
     * @param args Spring Boot's, such as {@code --server.port=8081}
     */
    public static void main(String[] args) {
        SpringApplication.run(SafeApplication.class, args);
    }
}
