package io.redoubt.spring;

import io.redoubt.servlet.Caller;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** A Spring Boot service as its developers would write it. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(OrdersApplication.Orders.class)
class OrdersApplication {

    @RestController
    static class Orders {

        @GetMapping("/orders")
        String all(Caller caller) {
            return "orders of " + caller.getName() + " by "
                    + caller.token().clientId().orElse("nobody");
        }

        @GetMapping("/orders/async")
        Callable<String> later(Caller caller, HttpServletRequest request) {
            return () -> "orders of " + caller.getName() + " and "
                    + Caller.of(request).map(Caller::getName).orElse("nobody");
        }

        @GetMapping("/orders/failing")
        String failing() {
            throw new IllegalStateException("on purpose");
        }

        @PostMapping("/orders/{id}")
        String change(@PathVariable String id) {
            return "changed " + id;
        }

        @DeleteMapping("/orders/{id}")
        String delete(@PathVariable String id) {
            return "deleted " + id;
        }

        @GetMapping("/open/hello")
        String hello(Principal principal, @RequestHeader("Authorization") Optional<String> authorization) {
            return "hello " + principal + authorization;
        }

        @GetMapping("/open/forward")
        void forward(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
            request.getRequestDispatcher("/orders").forward(request, response);
        }

        @GetMapping("/forgotten")
        String forgotten() {
            return "no rule covers this";
        }
    }
}
