package io.redoubt.quickstart.tour;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Sends requests to the orders service, and looks into its log for why it refused one. */
final class OrdersClient {

    private static final Duration PATIENCE_WITH_LOG = Duration.ofSeconds(5);

    private final ServiceProcess orders;

    OrdersClient(ServiceProcess orders) {
        this.orders = orders;
    }

    URI uriOf(Call call) {
        return orders.uri().resolve(call.path());
    }

    Outcome send(Call call) throws InterruptedException {
        HttpRequest.Builder request =
                Http.request(uriOf(call)).method(call.method(), BodyPublishers.ofString(call.body()));
        call.fields().forEach(request::header);
        long position = orders.log().position();
        HttpResponse<String> answer = Http.send(request.build());
        Optional<String> reason =
                answer.statusCode() < 300 ? Optional.empty() : orders.log().refusalAfter(position, PATIENCE_WITH_LOG);
        return Outcome.of(answer, reason);
    }
}
