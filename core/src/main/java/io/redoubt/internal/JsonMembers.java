package io.redoubt.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The members of a JSON object of which every name is known: what is missing, unknown or of another type is refused.
 * Immutable and thread-safe if the values are.
 */
public final class JsonMembers {

    private final Map<String, Object> members;

    private JsonMembers(Map<String, Object> members) {
        this.members = members;
    }

    /**
     * {@return the members}
     *
     * @param members as {@link StrictJson} read them
     * @param required names that must be there
     * @param optional names that may be there
     * @throws JsonException if a required name is missing, or another one is there
     */
    public static JsonMembers of(Map<String, Object> members, Set<String> required, Set<String> optional)
            throws JsonException {
        if (!members.keySet().containsAll(required)) {
            throw new JsonException("a member is missing");
        }
        if (!members.keySet().stream().allMatch(name -> required.contains(name) || optional.contains(name))) {
            throw new JsonException("a member is unknown");
        }
        return new JsonMembers(members);
    }

    /** {@return whether the member is there} */
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** {@return the text under this name} */
    public String text(String name) throws JsonException {
        if (members.get(name) instanceof String text) {
            return text;
        }
        throw new JsonException("a member is not text");
    }

    /** {@return the whole number under this name, in this range} */
    public long number(String name, long least, long most) throws JsonException {
        if (members.get(name) instanceof Long number && number >= least && number <= most) {
            return number;
        }
        throw new JsonException("a member is not a whole number in its range");
    }

    /** {@return the truth value under this name} */
    public boolean truth(String name) throws JsonException {
        if (members.get(name) instanceof Boolean truth) {
            return truth;
        }
        throw new JsonException("a member is neither true nor false");
    }

    /** {@return the object under this name, whatever its members} */
    @SuppressWarnings("unchecked") // StrictJson makes no other maps
    public Map<String, Object> object(String name) throws JsonException {
        if (members.get(name) instanceof Map<?, ?> object) {
            return (Map<String, Object>) object;
        }
        throw new JsonException("a member is not an object");
    }

    /** {@return the objects in the array under this name} */
    @SuppressWarnings("unchecked") // StrictJson makes no other maps
    public List<Map<String, Object>> objects(String name) throws JsonException {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (Object element : array(name)) {
            if (!(element instanceof Map<?, ?> object)) {
                throw new JsonException("an element is not an object");
            }
            objects.add((Map<String, Object>) object);
        }
        return objects;
    }

    /** {@return the texts in the array under this name} */
    public List<String> texts(String name) throws JsonException {
        List<String> texts = new ArrayList<>();
        for (Object element : array(name)) {
            if (!(element instanceof String text)) {
                throw new JsonException("an element is not text");
            }
            texts.add(text);
        }
        return texts;
    }

    private List<?> array(String name) throws JsonException {
        if (members.get(name) instanceof List<?> array) {
            return array;
        }
        throw new JsonException("a member is not an array");
    }
}
