package io.redoubt.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads JSON (RFC 8259) in the one way in which every reader must agree, and refuses the rest: duplicate names at any
 * depth, malformed UTF-8, a byte order mark, lone surrogates, text after the document, whole numbers beyond a long and
 * others beyond a double.
 *
 * <p>Values become {@link String}, {@link Long} (a number without fraction and exponent), {@link Double},
 * {@link Boolean}, {@link JsonNull}, unmodifiable {@link List} and unmodifiable {@link Map} in document order.
 */
public final class StrictJson {

    private final JsonText text;
    private final JsonLimits limits;

    private StrictJson(byte[] utf8, JsonLimits limits) throws JsonException {
        this.text = new JsonText(utf8);
        this.limits = limits;
        if (utf8.length > limits.maxBytes()) {
            throw text.problem("the document is too long");
        }
        text.skipSpace();
    }

    /**
     * {@return the members of a document that is one JSON object}
     *
     * @param utf8 the whole document
     * @param limits how much is accepted
     * @throws JsonException if the document is anything else
     */
    public static Map<String, Object> object(byte[] utf8, JsonLimits limits) throws JsonException {
        StrictJson json = new StrictJson(utf8, limits);
        Map<String, Object> members = json.readObject(1);
        json.text.skipSpace();
        if (!json.text.atEnd()) {
            throw json.text.problem("text after the document");
        }
        return members;
    }

    /**
     * Looks for one text member of the outermost object and stops there: what follows it is not read, and text before it
     * is not judged, so the answer is good for choosing how to check the document, never for trusting it.
     *
     * @param utf8 the whole document
     * @param limits how much is accepted
     * @param name the name of the member
     * @return the first value under that name, or nothing if there is none or it is not text
     * @throws JsonException if the document has not the structure of JSON up to that place
     */
    public static Optional<String> peekText(byte[] utf8, JsonLimits limits, String name) throws JsonException {
        StrictJson json = new StrictJson(utf8, limits);
        json.text.expect('{');
        json.text.skipSpace();
        if (json.text.takeIf('}')) {
            return Optional.empty();
        }
        do {
            if (json.readName().equals(name)) {
                return json.readValue(1) instanceof String found ? Optional.of(found) : Optional.empty();
            }
            json.skipValue();
            json.text.skipSpace();
        } while (json.text.takeIf(','));
        json.text.expect('}');
        return Optional.empty();
    }

    private void skipValue() throws JsonException {
        if (text.peek() == '"') {
            text.skipString();
        } else {
            readValue(1);
        }
    }

    /** @param depth how many objects and arrays this value is in */
    private Object readValue(int depth) throws JsonException {
        return switch (text.peek()) {
            case '{' -> readObject(depth + 1);
            case '[' -> readArray(depth + 1);
            case '"' -> text.readString();
            case 't' -> text.readLiteral("true", true);
            case 'f' -> text.readLiteral("false", false);
            case 'n' -> text.readLiteral("null", JsonNull.NULL);
            default -> text.readNumber();
        };
    }

    private Map<String, Object> readObject(int depth) throws JsonException {
        text.expect('{');
        requireDepth(depth);
        Map<String, Object> members = new LinkedHashMap<>();
        text.skipSpace();
        if (!text.takeIf('}')) {
            do {
                // RFC 7515 section 10.12, RFC 7519 section 4: names within an object must be unique.
                if (members.put(readName(), readValue(depth)) != null) {
                    throw text.problem("a duplicate name");
                }
                requireRoom(members.size());
                text.skipSpace();
            } while (text.takeIf(','));
            text.expect('}');
        }
        return Collections.unmodifiableMap(members);
    }

    /** Leaves the reader at the first character of the member's value. */
    private String readName() throws JsonException {
        text.skipSpace();
        String name = text.readString();
        text.skipSpace();
        text.expect(':');
        text.skipSpace();
        return name;
    }

    private List<Object> readArray(int depth) throws JsonException {
        text.expect('[');
        requireDepth(depth);
        List<Object> elements = new ArrayList<>();
        text.skipSpace();
        if (!text.takeIf(']')) {
            do {
                text.skipSpace();
                elements.add(readValue(depth));
                requireRoom(elements.size());
                text.skipSpace();
            } while (text.takeIf(','));
            text.expect(']');
        }
        return Collections.unmodifiableList(elements);
    }

    private void requireDepth(int depth) throws JsonException {
        if (depth > limits.maxDepth()) {
            throw text.problem("nested too deeply");
        }
    }

    private void requireRoom(int size) throws JsonException {
        if (size > limits.maxMembers()) {
            throw text.problem("too many members or elements");
        }
    }
}
