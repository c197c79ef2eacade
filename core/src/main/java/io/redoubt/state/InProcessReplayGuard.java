package io.redoubt.state;

import io.redoubt.internal.Enc;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/** Remembers used items in this process. */
final class InProcessReplayGuard implements ReplayGuard {

    /** For a wall clock that is set back: until it has caught up, an item can be used for longer than it seemed. */
    static final Duration MARGIN = Duration.ofSeconds(60);

    private final Clock clock;
    private final Instant began;
    private final Map<SingleUse.Scope, UsedItems> used = new EnumMap<>(SingleUse.Scope.class);

    InProcessReplayGuard(Clock clock, LongSupplier nanoTime, ReplayBounds bounds) {
        this.clock = clock;
        this.began = clock.instant();
        for (SingleUse.Scope scope : SingleUse.Scope.values()) {
            used.put(scope, new UsedItems(bounds.ofOneOwner(scope), bounds.ofOneScope(), nanoTime));
        }
    }

    @Override
    public Use firstUse(SingleUse item) {
        Duration left = Duration.between(clock.instant(), item.until());
        if (item.freshSince().isBefore(began) || left.isNegative() || left.isZero()) {
            return Use.FORGOTTEN;
        }
        // A digest has the same size whatever a caller wrote.
        String owner = Digests.sha256(Enc.label("owner").text(item.owner()));
        String name = Digests.sha256(Enc.label("item").text(item.owner()).text(item.id()));
        return Objects.requireNonNull(used.get(item.scope())).add(name, owner, left.plus(MARGIN));
    }
}
