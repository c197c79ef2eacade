package io.redoubt.quickstart.orders;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The orders service. Who may call it stands in {@code application.yaml}. */
@SpringBootApplication(proxyBeanMethods = false)
public final class OrdersApplication {

    private OrdersApplication() {}

    /**
     * Starts the service.
     *
     * @param args Spring Boot's, such as {@code --server.port=8080}
     */
    public static void main(String[] args) {
        SpringApplication.run(OrdersApplication.class, args);
    }
}
