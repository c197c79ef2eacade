package io.redoubt.token;

import io.redoubt.Reason;
import io.redoubt.internal.JsonException;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.JsonNull;
import io.redoubt.internal.StrictJson;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The claims of a token whose signature is good, read as the types that the specifications give them. */
final class Claims {

    static final JsonLimits LIMITS = new JsonLimits(CompactJws.MAX_CHARS, 8, 1024);

    private static final long MAX_EPOCH_SECOND = 1L << 40; // far beyond any clock, far below any overflow

    private final Map<String, Object> members;

    Claims(Map<String, Object> members) {
        this.members = members;
    }

    static Claims read(byte[] payload) throws RefusedException {
        try {
            return new Claims(StrictJson.object(payload, LIMITS));
        } catch (JsonException e) {
            throw new RefusedException(
                    Reason.CLAIMS_MALFORMED, "the token's claims are no strict JSON: " + e.getMessage());
        }
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    /** {@return the value as JSON has it, or null if there is no such claim} */
    @Nullable
    Object get(String name) {
        return members.get(name);
    }

    /** {@return the value at the end of the path, one member name per level, or null if it leads nowhere} */
    @Nullable
    Object at(List<String> path) {
        Object value = members;
        for (String name : path) {
            value = value instanceof Map<?, ?> object ? object.get(name) : null;
        }
        return value;
    }

    /** {@return a claim that names somebody or something: text that shows what it is} */
    String requireIdentifier(String name) throws RefusedException {
        return identifier(name).orElseThrow(() -> missing(name));
    }

    Optional<String> identifier(String name) throws RefusedException {
        Object value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text && isIdentifier(text)) {
            return Optional.of(text);
        }
        throw malformed(name);
    }

    /** RFC 7519 section 2, NumericDate, in whole seconds. */
    Instant requireDate(String name) throws RefusedException {
        return date(name).orElseThrow(() -> missing(name));
    }

    Optional<Instant> date(String name) throws RefusedException {
        Object value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Long seconds && seconds >= 0 && seconds <= MAX_EPOCH_SECOND) {
            return Optional.of(Instant.ofEpochSecond(seconds));
        }
        throw malformed(name);
    }

    /** RFC 7519 section 4.1.3: one audience or a list of them, each of them text; none if there is no {@code aud}. */
    List<String> audiences() throws RefusedException {
        Object value = members.get("aud");
        if (value == null) {
            return List.of();
        }
        if (value instanceof String audience && isIdentifier(audience)) {
            return List.of(audience);
        }
        if (value instanceof List<?> several) {
            return identifiers(several);
        }
        throw malformed("aud");
    }

    @SuppressWarnings("unchecked") // every element was looked at, and the list of a strict reader cannot change
    private static List<String> identifiers(List<?> list) throws RefusedException {
        for (Object element : list) {
            if (!(element instanceof String text) || !isIdentifier(text)) {
                throw malformed("aud");
            }
        }
        return (List<String>) list;
    }

    /** {@return all claims as plain values; those that are JSON null are left out} */
    Map<String, Object> plain() {
        return hasNull(members) ? withoutNulls(members) : members;
    }

    /** Nearly every token is free of nulls, and is then not copied. */
    private static boolean hasNull(Object value) {
        if (value instanceof Map<?, ?> object) {
            for (Object member : object.values()) {
                if (hasNull(member)) {
                    return true;
                }
            }
        } else if (value instanceof List<?> list) {
            for (Object element : list) {
                if (hasNull(element)) {
                    return true;
                }
            }
        }
        return value == JsonNull.NULL;
    }

    private static Map<String, Object> withoutNulls(Map<?, ?> json) {
        Map<String, Object> result = new LinkedHashMap<>();
        json.forEach((name, value) -> {
            if (value != JsonNull.NULL) {
                result.put((String) name, plain(value));
            }
        });
        return Collections.unmodifiableMap(result);
    }

    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> object) {
            return withoutNulls(object);
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .filter(element -> element != JsonNull.NULL)
                    .map(Claims::plain)
                    .toList();
        }
        return value;
    }

    /** Not blank, and free of controls, of line separators and of format characters such as bidi overrides. */
    private static boolean isIdentifier(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7F) {
                return isUnusualIdentifier(text);
            }
        }
        return !text.isEmpty();
    }

    private static boolean isUnusualIdentifier(String text) {
        int c;
        for (int i = 0; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            int type = Character.getType(c);
            if (Character.isISOControl(c)
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR) {
                return false;
            }
        }
        return !text.isBlank();
    }

    static RefusedException missing(String name) {
        return new RefusedException(Reason.MISSING_CLAIM, "the claim " + name + " is missing");
    }

    static RefusedException malformed(String name) {
        return new RefusedException(Reason.MALFORMED_CLAIM, "the claim " + name + " has the wrong type or form");
    }
}
