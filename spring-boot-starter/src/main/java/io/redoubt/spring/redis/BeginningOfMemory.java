package io.redoubt.spring.redis;

/**
 * Since when the store remembers what was used, for the scripts that ask it. A store that is back with an older snapshot, or a
 * replica that was behind, knows an old beginning but lacks what was noted since; it also lacks the heartbeats since, and so
 * the memory begins anew after a silence.
 */
final class BeginningOfMemory {

    /**
     * To stand before a script: {@code timeOfStore()} in milliseconds by the store's clock; and {@code beginning(marker, heartbeat,
     * persistence, now)}, to be called before the heartbeat is renewed.
     */
    static final String FUNCTIONS = """
            local function timeOfStore()
                local time = redis.call('TIME')
                return time[1] * 1000 + math.floor(time[2] / 1000)
            end
            local function beginning(marker, heartbeat, persistence, now)
                local first = tonumber(redis.call('GET', marker) or '')
                local last = tonumber(redis.call('GET', heartbeat) or '')
                local silence = not last or last > now or now - last > 10000
                if not first or first > now or (silence and persistence ~= 'ATTESTED') then
                    first = now
                    redis.call('SET', marker, string.format('%.0f', first))
                end
                return first
            end
            """;

    private BeginningOfMemory() {}
}
