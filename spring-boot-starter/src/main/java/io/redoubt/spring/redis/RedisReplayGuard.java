package io.redoubt.spring.redis;

import io.redoubt.state.ReplayGuard;
import io.redoubt.state.SingleUse;
import io.redoubt.state.StateName;
import io.redoubt.state.Use;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/** Remembers used items in Redis, each by one script: what is asked and what is noted cannot come apart. */
final class RedisReplayGuard implements ReplayGuard, AutoCloseable {

    private static final Duration WINDOW = Duration.ofSeconds(60 + 30);
    private static final long MOST_OF_ONE_PROOF_KEY = 1_000 * WINDOW.toSeconds();
    private static final long MOST_OF_ONE_SCOPE = 1_000_000;
    private static final long NO_QUOTA = Long.MAX_VALUE >> 11; // exact as a number of Lua

    /** By how much the clocks of two instances may differ. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    /** For the slowest clock of the fleet, and for one that is set back by up to a minute: it takes an item for longer. */
    private static final Duration MARGIN = Duration.ofSeconds(60);

    private static final Duration FAR = Duration.ofDays(100 * 365);

    /** Instances without keys are or were about, and what they noted was not looked for. */
    private static final long LOOK_FOR_PLAIN_NAMES = 5;

    private static final Use[] ANSWERS = {Use.FIRST, Use.REPLAYED, Use.FORGOTTEN, Use.OVER_QUOTA, Use.FULL};

    /**
     * Ages are compared, not moments: the clock of the store and ours need not agree. Two fixed windows count, from the first
     * item in them on.
     */
    private static final RedisScript<Long> SCRIPT =
            RedisScript.of(BeginningOfMemory.FUNCTIONS + NamesInUse.FUNCTIONS + """
            local marker, heartbeat, sets, quota, total = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
            local age, left, kept = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
            local window, persistence = tonumber(ARGV[4]), ARGV[7]
            local mine, sinceFresh = ARGV[8], tonumber(ARGV[9])
            local now = timeOfStore()
            local began = beginning(marker, heartbeat, persistence, now)
            local hidden, plain = hiddenNames(sets, mine, now)
            if plain then
                return 5
            end
            noteNames(sets, mine, now, now + kept)
            for i = 6, #KEYS do
                if redis.call('EXISTS', KEYS[i]) == 1 then
                    return 1
                end
            end
            if age > now - began or sinceFresh > now - hidden then
                return 2
            end
            if tonumber(redis.call('GET', quota) or '0') >= tonumber(ARGV[5]) then
                return 3
            end
            if tonumber(redis.call('GET', total) or '0') >= tonumber(ARGV[6]) then
                return 4
            end
            for i = 6, #KEYS do
                redis.call('SET', KEYS[i], '', 'PX', kept)
            end
            if redis.call('INCR', quota) == 1 then
                redis.call('PEXPIRE', quota, window)
            end
            if redis.call('INCR', total) == 1 then
                redis.call('PEXPIRE', total, math.max(left, window))
            end
            return 0
            """, Long.class);

    private final StringRedisTemplate redis;
    private final Keys keys;
    private final Persistence persistence;
    private final Clock clock;
    private final BoundedCalls calls;

    RedisReplayGuard(StringRedisTemplate redis, Keys keys, Persistence persistence, Clock clock, BoundedCalls calls) {
        this.redis = redis;
        this.keys = keys;
        this.persistence = persistence;
        this.clock = clock;
        this.calls = calls;
    }

    @Override
    public Use firstUse(SingleUse item) {
        Duration left = Duration.between(clock.instant(), item.until());
        if (left.isNegative() || left.isZero()) {
            return Use.FORGOTTEN;
        }
        List<StateName> names = keys.names().of(item);
        Optional<Long> answer = ask(item, names, left);
        if (answer.isPresent() && answer.get() == LOOK_FOR_PLAIN_NAMES) {
            List<StateName> more = new ArrayList<>(names);
            more.add(keys.names().plain(item));
            answer = ask(item, more, left);
        }
        return answer.map(it -> ANSWERS[Math.toIntExact(it)]).orElse(Use.UNAVAILABLE);
    }

    private Optional<Long> ask(SingleUse item, List<StateName> names, Duration left) {
        List<String> where = new ArrayList<>(
                List.of(keys.marker(), keys.heartbeat(), keys.namesInUse(), keys.quota(item), keys.total(item)));
        names.forEach(name -> where.add(keys.used(name)));
        Object[] what = arguments(item, names, left);
        return calls.call(() -> redis.execute(SCRIPT, where, what));
    }

    private Object[] arguments(SingleUse item, List<StateName> names, Duration left) {
        boolean proof = item.scope() == SingleUse.Scope.DPOP_PROOF;
        // A client makes a new proof in a moment, but nobody a new token: only for that one it matters what is
        // attested.
        Duration sinceFresh =
                Duration.between(item.freshSince(), clock.instant()).plus(TOLERANCE);
        Duration age = proof || persistence == Persistence.UNKNOWN ? sinceFresh : Duration.ZERO;
        return new Object[] {
            millis(age),
            millis(left),
            millis(left.plus(MARGIN)),
            Long.toString(WINDOW.toMillis()),
            Long.toString(proof ? MOST_OF_ONE_PROOF_KEY : NO_QUOTA),
            Long.toString(MOST_OF_ONE_SCOPE),
            persistence.name(),
            NamesInUse.set(names),
            millis(sinceFresh)
        };
    }

    /** A moment can be so far away that Redis would not take it for a time. */
    private static String millis(Duration duration) {
        Duration bounded = duration.compareTo(FAR) > 0 ? FAR : duration;
        return Long.toString(bounded.compareTo(FAR.negated()) < 0 ? -FAR.toMillis() : bounded.toMillis());
    }

    @Override
    public void close() {
        calls.close();
    }
}
