package io.redoubt.spring.redis;

import io.redoubt.state.RevocationEntry;
import io.redoubt.state.RevocationLog;
import io.redoubt.state.StateName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Two streams of Redis: what passes leaves the first when no token can live that it means; what stands, and what was lifted,
 * stays in the second. A place is the last id of each.
 */
final class RedisRevocationLog implements RevocationLog, AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    /** For moments a little ahead, such as one with the clock skew added. */
    private static final Duration SLACK = Duration.ofMinutes(10);

    private static final String START = "0-0";
    private static final String NONE = "";
    private static final String PAGE = "500";
    private static final int FIELDS = 4;
    private static final int FIRST_FIELD = 4;

    /** How long an instance without keys may be silent until the others write no names for it any more. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    /**
     * A line that is gone means a loss, unless it was due to go. Each exchange writes, so that a replica that only repeats
     * what it knew does not answer. The memory of used items begins with the first one.
     */
    @SuppressWarnings("rawtypes") // what a script returns has no type
    private static final RedisScript<List> SCRIPT =
            RedisScript.of(BeginningOfMemory.FUNCTIONS + NamesInUse.FUNCTIONS + """
            local streams, heartbeat, marker, sets = { KEYS[1], KEYS[2] }, KEYS[3], KEYS[4], KEYS[5]
            local after = { ARGV[1], ARGV[2] }
            local now = timeOfStore()
            beginning(marker, heartbeat, ARGV[5], now)
            local oldest = { now - tonumber(ARGV[3]), 0 }
            for i = 1, 2 do
                local written = tonumber(string.match(after[i], '^%d+'))
                if after[i] ~= '0-0' and written >= oldest[i]
                        and #redis.call('XRANGE', streams[i], after[i], after[i]) == 0 then
                    return { 'lost' }
                end
            end
            redis.call('SET', heartbeat, string.format('%.0f', now))
            if ARGV[6] == 'plain' then
                noteNames(sets, 'plain', now, now + tonumber(ARGV[7]))
            end
            local heard = tonumber(string.match(redis.call('HGET', sets, 'plain') or '', '%d+') or '0')
            local plain = now - heard <= tonumber(ARGV[7])
            for i = 8, #ARGV, 5 do
                redis.call('XADD', streams[tonumber(ARGV[i])], '*', 'kind', ARGV[i + 1], 'name', ARGV[i + 2],
                        'at', ARGV[i + 3], 'before', ARGV[i + 4])
            end
            if #ARGV > 7 then
                redis.call('XTRIM', streams[1], 'MINID', '~', string.format('%.0f', oldest[1]))
            end
            local lines = {}
            for i = 1, 2 do
                local read = redis.call('XREAD', 'COUNT', ARGV[4], 'STREAMS', streams[i], after[i])
                for _, line in ipairs(read and read[1][2] or {}) do
                    after[i] = line[1]
                    local fields = {}
                    for f = 1, #line[2], 2 do
                        fields[line[2][f]] = line[2][f + 1]
                    end
                    for _, name in ipairs({ 'kind', 'name', 'at', 'before' }) do
                        lines[#lines + 1] = fields[name] or ''
                    end
                end
            end
            local answer = { 'continued', after[1], after[2], plain and 'plain' or '' }
            for _, text in ipairs(lines) do
                answer[#answer + 1] = text
            end
            return answer
            """, List.class);

    private final StringRedisTemplate redis;
    private final Keys keys;
    private final Persistence persistence;
    private final Duration retention;
    private final BoundedCalls calls;
    private final AtomicBoolean readWithoutKeys = new AtomicBoolean();

    RedisRevocationLog(
            StringRedisTemplate redis, Keys keys, Persistence persistence, Duration retention, LongSupplier nanoTime) {
        this.redis = redis;
        this.keys = keys;
        this.persistence = persistence;
        this.retention = retention.plus(SLACK);
        this.calls = new BoundedCalls(1, 1, LIMIT, nanoTime);
    }

    @Override
    public Optional<Page> exchange(String after, List<RevocationEntry> additions) {
        List<String> where =
                List.of(keys.passing(), keys.standing(), keys.heartbeat(), keys.marker(), keys.namesInUse());
        Object[] what = arguments(after, additions).toArray();
        return calls.call(() -> redis.execute(SCRIPT, where, what)).map(answer -> page(after, texts(answer)));
    }

    @Override
    public boolean isReadWithoutKeys() {
        return readWithoutKeys.get();
    }

    private List<String> arguments(String after, List<RevocationEntry> additions) {
        List<String> arguments =
                new ArrayList<>(after.isEmpty() ? List.of(START, START) : Arrays.asList(after.split(" ", 2)));
        arguments.add(Long.toString(retention.toMillis()));
        arguments.add(PAGE);
        arguments.add(persistence.name());
        arguments.add(keys.names().haveKeys() ? NONE : StateName.PLAIN);
        arguments.add(Long.toString(SILENCE.toMillis()));
        for (RevocationEntry entry : additions) {
            arguments.add(passesInTime(entry) ? "1" : "2");
            arguments.add(entry.kind().text());
            arguments.add(text(entry.names()));
            arguments.add(entry.revokedAt().toString());
            arguments.add(entry.issuedBefore().map(Instant::toString).orElse(NONE));
        }
        return arguments;
    }

    /** A moment may lie far ahead: then the line means tokens that are yet to be issued, and must outlast them. */
    private static boolean passesInTime(RevocationEntry entry) {
        Instant latest = entry.revokedAt().plus(SLACK);
        return entry.kind() == RevocationEntry.Kind.PASSING
                && entry.issuedBefore().filter(latest::isBefore).isEmpty();
    }

    private static List<String> texts(List<?> answer) {
        return answer.stream().map(String.class::cast).toList();
    }

    private Page page(String after, List<String> answer) {
        if (answer.get(0).equals("lost")) {
            return new Page(Continuity.LOST, List.of(), after);
        }
        readWithoutKeys.set(answer.get(FIRST_FIELD - 1).equals(StateName.PLAIN));
        List<RevocationEntry> entries = new ArrayList<>();
        for (int i = FIRST_FIELD; i < answer.size(); i += FIELDS) {
            entries.add(entry(answer.subList(i, i + FIELDS)));
        }
        return new Page(Continuity.CONTINUED, entries, answer.get(1) + " " + answer.get(2));
    }

    /** A line that cannot be read may revoke anything, so whoever meets it must not go on as if it were not there. */
    private static RevocationEntry entry(List<String> fields) {
        RevocationEntry.Kind kind = Arrays.stream(RevocationEntry.Kind.values())
                .filter(it -> it.text().equals(fields.get(0)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a line of an unknown kind"));
        String before = fields.get(3);
        return new RevocationEntry(
                kind,
                names(fields.get(1)),
                Instant.parse(fields.get(2)),
                before.equals(NONE) ? Optional.empty() : Optional.of(Instant.parse(before)));
    }

    /** One without a key stands alone; several say of each which key it is made under. */
    private static String text(List<StateName> names) {
        boolean alone = names.size() == 1 && names.get(0).under().equals(StateName.PLAIN);
        return alone
                ? names.get(0).digest()
                : names.stream().map(name -> name.under() + ":" + name.digest()).collect(Collectors.joining(" "));
    }

    private static List<StateName> names(String text) {
        return Stream.of(text.split(" "))
                .map(name -> name.split(":", 2))
                .map(name ->
                        name.length == 1 ? new StateName(StateName.PLAIN, name[0]) : new StateName(name[0], name[1]))
                .toList();
    }

    @Override
    public void close() {
        calls.close();
    }
}
