package io.redoubt.benchmarks.requests;

import java.io.IOException;
import java.io.OutputStream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A service with one handler. What guards it is what its class path and its arguments bring. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
public final class HelloServer {

    static final String PATH = "/orders";
    static final String READY = "ready on port ";

    /**
     * {@return the orders}
     */
    @GetMapping(PATH)
    public String orders() {
        return "no orders";
    }

    /**
     * Serves until whoever started it closes its input, or is gone.
     *
     * @param args properties of Spring Boot
     * @throws IOException if the input cannot be read
     */
    public static void main(String[] args) throws IOException {
        try (ConfigurableApplicationContext context = SpringApplication.run(HelloServer.class, args)) {
            System.out.println(READY + context.getEnvironment().getRequiredProperty("local.server.port"));
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
