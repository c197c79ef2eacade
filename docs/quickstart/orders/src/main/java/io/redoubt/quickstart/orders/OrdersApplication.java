package io.redoubt.quickstart.orders;

import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

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

    /** So that the first request finds something. */
    @Bean
    static SmartInitializingSingleton samples(Orders orders) {
        return () -> orders.saveAll(List.of(
                new Order("shop", "teapot", "grace@example.com"), new Order("shop", "cup", "alan@example.com")));
    }
}
