package io.redoubt.testkit;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The header or the claims of a token: members in their order, or bytes that are taken as they are. Immutable. */
final class JsonPart {

    private final Map<String, @Nullable Object> members;
    private final byte @Nullable [] raw;

    private JsonPart(Map<String, @Nullable Object> members, byte @Nullable [] raw) {
        this.members = members;
        this.raw = raw;
    }

    static JsonPart empty() {
        return new JsonPart(new LinkedHashMap<>(), null);
    }

    static JsonPart raw(byte[] bytes) {
        return new JsonPart(new LinkedHashMap<>(), bytes.clone());
    }

    static JsonPart raw(String json) {
        return raw(json.getBytes(StandardCharsets.UTF_8));
    }

    JsonPart with(String name, @Nullable Object value) {
        Map<String, @Nullable Object> changed = changeableMembers();
        changed.put(name, json(value));
        return new JsonPart(changed, null);
    }

    JsonPart without(String name) {
        Map<String, @Nullable Object> changed = changeableMembers();
        changed.remove(name);
        return new JsonPart(changed, null);
    }

    /** {@return this part with a member that it may have already; raw JSON stays as it is} */
    JsonPart withDefault(String name, Object value) {
        return raw != null || members.containsKey(name) ? this : with(name, value);
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    @Nullable
    Object get(String name) {
        return members.get(name);
    }

    boolean holds(String name, Object value) {
        return value.equals(members.get(name));
    }

    byte[] bytes() {
        return raw != null ? raw.clone() : JSONObjectUtils.toJSONString(members).getBytes(StandardCharsets.UTF_8);
    }

    JsonPart rewrite(UnaryOperator<String> change) {
        return raw(change.apply(new String(bytes(), StandardCharsets.UTF_8)));
    }

    private Map<String, @Nullable Object> changeableMembers() {
        if (raw != null) {
            throw new IllegalStateException("raw JSON is signed as given and cannot be changed afterwards");
        }
        return new LinkedHashMap<>(members);
    }

    /** RFC 7519 §2: a time is a NumericDate. */
    private static @Nullable Object json(@Nullable Object value) {
        if (value instanceof Instant time) {
            return time.getEpochSecond();
        }
        return value instanceof String[] strings ? List.of(strings) : value;
    }
}
