package io.redoubt.quickstart.orders;

import io.redoubt.servlet.Caller;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Knows orders. That the caller is genuine, and may do what he asks for, is settled before it is asked. */
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

    /**
     * What became of a refund.
     *
     * @param refunded the order's number
     * @param by who asked, as the token says
     */
    record Refund(int refunded, String by) {}

    @PostMapping("/orders/{id}/refund")
    Refund refund(@PathVariable int id, Caller caller) {
        return new Refund(id, caller.getName());
    }

    @GetMapping("/hello")
    String hello() {
        return "hello, whoever you are";
    }
}
