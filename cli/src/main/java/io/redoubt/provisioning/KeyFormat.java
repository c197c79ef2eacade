package io.redoubt.provisioning;

import io.redoubt.internal.JsonException;
import io.redoubt.internal.JsonMembers;
import io.redoubt.key.KeyEntry;
import io.redoubt.key.KeyState;
import io.redoubt.key.Purpose;
import io.redoubt.key.Suite;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How every document of a fleet lists a key and writes a time. */
final class KeyFormat {

    private static final Set<String> ENTRY = Set.of("kid", "purpose", "suite", "epoch", "state", "fp");
    private static final long MAX_SECONDS =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private KeyFormat() {}

    static Map<String, Object> write(KeyEntry entry) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("kid", entry.kid());
        members.put("purpose", entry.purpose().id());
        members.put("suite", entry.suite().id());
        members.put("epoch", entry.epoch());
        members.put("state", entry.state().id());
        members.put("fp", entry.fingerprint());
        return members;
    }

    /** {@return the members of a key that may have more than an entry has} */
    static JsonMembers members(Map<String, Object> object, Set<String> more, Set<String> optional)
            throws JsonException {
        Set<String> required = Stream.concat(ENTRY.stream(), more.stream()).collect(Collectors.toSet());
        return JsonMembers.of(object, required, optional);
    }

    /** @throws IllegalArgumentException if the members do not fit together */
    static KeyEntry read(JsonMembers entry) throws JsonException {
        return new KeyEntry(
                entry.text("kid"),
                Purpose.of(entry.text("purpose")).orElseThrow(KeyFormat::unknown),
                Suite.of(entry.text("suite")).orElseThrow(KeyFormat::unknown),
                (int) entry.number("epoch", 1, KeyEntry.MAX_EPOCH),
                KeyState.of(entry.text("state")).orElseThrow(KeyFormat::unknown),
                entry.text("fp"));
    }

    static Instant time(JsonMembers members, String name) throws JsonException {
        return Instant.ofEpochSecond(members.number(name, 0, MAX_SECONDS));
    }

    private static JsonException unknown() {
        return new JsonException("a name that this version does not know");
    }
}
