package io.redoubt.quickstart.tour;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Calls the orders service with one token and a key: with a new proof for each request, as RFC 9449 wants it. */
final class DpopClient {

    private final OrdersClient orders;
    private final ClientKey key;
    private final String token;
    private final AtomicReference<@Nullable Call> lastSent = new AtomicReference<>();

    DpopClient(OrdersClient orders, ClientKey key, String token) {
        this.orders = orders;
        this.key = key;
        this.token = token;
    }

    /** Asks for the orders, and once more if the service wants to see its nonce in the proof (RFC 9449 §9). */
    Outcome askForOrders() throws InterruptedException {
        Outcome first = send(Optional.empty());
        return first.nonce().isEmpty() ? first : send(first.nonce()).after(first);
    }

    /** {@return the last request as a thief on the way would have it: with the token and the proof} */
    Call lastSent() {
        return Objects.requireNonNull(lastSent.get(), "nothing was sent yet");
    }

    private Outcome send(Optional<String> nonce) throws InterruptedException {
        Call call = Call.orders();
        Call proven = call.dpop(token, key.proof(call.method(), orders.uriOf(call), token, nonce));
        lastSent.set(proven);
        return orders.send(proven);
    }
}
