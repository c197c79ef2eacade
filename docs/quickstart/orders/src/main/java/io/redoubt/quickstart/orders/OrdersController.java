package io.redoubt.quickstart.orders;

import io.redoubt.field.FieldKeyException;
import io.redoubt.field.MalformedFieldException;
import io.redoubt.field.Normaliser;
import io.redoubt.field.PlaintextFieldException;
import io.redoubt.field.TamperedFieldException;
import io.redoubt.servlet.Caller;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Knows orders. That the caller is genuine, and may do what he asks for, is settled before it is asked; that he sees his own
 * orders alone is settled here.
 */
@RestController
class OrdersController {

    private final Orders orders;

    OrdersController(Orders orders) {
        this.orders = orders;
    }

    /**
     * What the caller gets.
     *
     * @param caller who asked, as the token says
     * @param orders the orders
     */
    record Answer(String caller, List<OrderLine> orders) {}

    @GetMapping("/orders")
    Answer orders(Caller caller) {
        return new Answer(caller.getName(), orders.findByBuyerOrderById(caller.getName()));
    }

    /**
     * What is to be ordered.
     *
     * @param item what
     * @param email where the receipt goes
     */
    record NewOrder(String item, String email) {

        NewOrder {
            Objects.requireNonNull(item, "item is missing");
            Normaliser.EMAIL_1.normalise(Objects.requireNonNull(email, "email is missing")); // refuses what is none
        }
    }

    /**
     * An order with all that is known of it.
     *
     * @param id its number
     * @param buyer whose it is
     * @param item what was ordered
     * @param email where the receipt goes
     */
    record Details(long id, String buyer, String item, String email) {

        static Details of(Order order) {
            return new Details(order.id(), order.buyer(), order.item(), order.email());
        }
    }

    @PostMapping("/orders")
    @ResponseStatus(HttpStatus.CREATED)
    Details order(@RequestBody NewOrder order, Caller caller) {
        return Details.of(orders.save(new Order(caller.getName(), order.item(), order.email())));
    }

    @GetMapping("/orders/{id}")
    Details order(@PathVariable long id, Caller caller) {
        return Details.of(orderOf(caller, id));
    }

    /**
     * What is looked for. It is no part of the URL, which logs and browsers keep.
     *
     * @param email where the receipts went
     */
    record Search(String email) {

        Search {
            Normaliser.EMAIL_1.normalise(Objects.requireNonNull(email, "email is missing"));
        }
    }

    @PostMapping("/orders/search")
    List<Details> search(@RequestBody Search search, Caller caller) {
        return orders.search(caller.getName(), search.email()).stream()
                .map(Details::of)
                .toList();
    }

    /**
     * What became of a refund.
     *
     * @param refunded the order's number
     * @param by who asked, as the token says
     */
    record Refund(long refunded, String by) {}

    @PostMapping("/orders/{id}/refund")
    Refund refund(@PathVariable long id, Caller caller) {
        return new Refund(orderOf(caller, id).id(), caller.getName());
    }

    /**
     * What is stored is not what was written there. No status for a server's fault: callers would try again, and circuit
     * breakers would open, because of one row.
     */
    @ExceptionHandler({TamperedFieldException.class, MalformedFieldException.class, PlaintextFieldException.class})
    ProblemDetail storedValueRefused() {
        return ProblemDetail.forStatus(HttpStatus.CONFLICT);
    }

    /** The keys have expired, or the one that is needed is not there. */
    @ExceptionHandler(FieldKeyException.class)
    ProblemDetail keyRefused() {
        return ProblemDetail.forStatus(HttpStatus.SERVICE_UNAVAILABLE);
    }

    @GetMapping("/hello")
    String hello() {
        return "hello, whoever you are";
    }

    private Order orderOf(Caller caller, long id) {
        return orders.findByIdAndBuyer(id, caller.getName())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
