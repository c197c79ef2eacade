package io.redoubt.spring;

import io.redoubt.spring.redis.RedisStateOptions;
import io.redoubt.state.WhenDown;
import java.util.Optional;

/**
 * Where the state of this service is kept.
 *
 * @param shared how it is shared with the fleet, if it is
 */
record StateSettings(Optional<RedisStateOptions> shared) {

    /** {@return where that is, for the start-up line} */
    String describe() {
        return shared.map(options -> "in redis, and "
                        + (options.staleness().whenDown() == WhenDown.CLOSED ? "refusing" : "local")
                        + " after " + options.staleness().max().toSeconds() + " s without it")
                .orElse("in this process");
    }
}
