package io.redoubt.quickstart.orders;

import io.redoubt.servlet.Caller;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Knows orders. That the caller is genuine, and may read them, is settled before it is asked. */
@RestController
class OrdersController {

    /**
     * What the caller gets.
     *
     * @param caller who asked, as the token says
     * @param orders the orders
     */
    record Answer(String caller, List<Order> orders) {}

    @GetMapping("/orders")
    Answer orders(Caller caller) {
        return new Answer(caller.getName(), List.of(new Order(7, "teapot"), new Order(8, "cup")));
    }

    @GetMapping("/hello")
    String hello() {
        return "hello, whoever you are";
    }
}
