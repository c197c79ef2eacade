package io.redoubt.spring;

import io.redoubt.access.AccessPolicy;
import io.redoubt.access.HandlerAccess;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;

/** Lists all endpoints, of the application and of its management context, with what covers each. Thread-safe. */
final class EndpointInventory {

    private final AccessPolicy policy;
    private final Function<FoundEndpoint, HandlerAccess> annotations;
    private final List<Supplier<List<FoundEndpoint>>> sources = new CopyOnWriteArrayList<>();

    /** @param annotations tells what those of an endpoint's handler ask */
    EndpointInventory(AccessPolicy policy, Function<FoundEndpoint, HandlerAccess> annotations) {
        this.policy = policy;
        this.annotations = annotations;
    }

    /** Lists these endpoints, too, from now on. */
    void include(Supplier<List<FoundEndpoint>> endpoints) {
        sources.add(endpoints);
    }

    /** {@return all endpoints that there are now, by path} */
    List<ListedEndpoint> endpoints() {
        return sources.stream()
                .flatMap(source -> covered(source.get()).stream())
                .toList();
    }

    /** {@return these endpoints by path, with what covers each} */
    List<ListedEndpoint> covered(List<FoundEndpoint> found) {
        return found.stream()
                .map(this::covered)
                .sorted(Comparator.comparing(ListedEndpoint::path).thenComparing(ListedEndpoint::description))
                .toList();
    }

    private ListedEndpoint covered(FoundEndpoint endpoint) {
        HandlerAccess access = annotations.apply(endpoint);
        return new ListedEndpoint(
                endpoint.kind(),
                endpoint.methods(),
                endpoint.path(),
                endpoint.name(),
                access,
                policy.coverageOf(endpoint.methods(), RulePattern.of(endpoint.path()), access));
    }
}
