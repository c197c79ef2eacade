package io.redoubt.spring.redis;

import io.redoubt.state.StateName;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Under which keys the instances name what they note, for the scripts that look for it. What is noted has a name under
 * every key of a set, so it is found by whoever has one key of that set. What was noted by others may have been used.
 */
final class NamesInUse {

    /**
     * To stand before a script. Of each set the hash holds when it was last used, and until when something that was noted then
     * matters, both in milliseconds by the store's clock: {@code noteNames(sets, mine, now, ends)}. And {@code hiddenNames(sets,
     * mine, now)} gives when something was last noted under names that are not looked for, or 0, and whether looking for names
     * without a key would find more.
     */
    static final String FUNCTIONS = """
            local function noteNames(sets, mine, now, ends)
                local before = string.match(redis.call('HGET', sets, mine) or '', ' (%d+)') or '0'
                redis.call('HSET', sets, mine, string.format('%.0f %.0f', now, math.max(ends, tonumber(before))))
            end
            local function hiddenNames(sets, mine, now)
                local looked = {}
                for key in string.gmatch(mine, '%S+') do
                    looked[key] = true
                end
                local last, plain = 0, false
                local all = redis.call('HGETALL', sets)
                for i = 1, #all, 2 do
                    local used, ends = string.match(all[i + 1], '(%d+) (%d+)')
                    local found, open = false, false
                    for key in string.gmatch(all[i], '%S+') do
                        found = found or looked[key]
                        open = open or key == 'plain'
                    end
                    if tonumber(ends) < now then
                        redis.call('HDEL', sets, all[i])
                    elseif not found and open then
                        plain = true
                    elseif not found then
                        last = math.max(last, tonumber(used))
                    end
                end
                return last, plain
            end
            """;

    private NamesInUse() {}

    /** {@return the set of the keys of these names, for the scripts} */
    static String set(List<StateName> names) {
        return names.stream().map(StateName::under).sorted().collect(Collectors.joining(" "));
    }
}
