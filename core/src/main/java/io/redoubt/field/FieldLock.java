package io.redoubt.field;

import io.redoubt.ConfigurationException;
import io.redoubt.ConfigurationException.Problem;
import io.redoubt.key.FieldName;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The file {@code redoubt-fields.lock}: what the code says of its encrypted fields may change only together with it, so that a
 * rename is seen in a review and never loses data. FORMATS section 7. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class FieldLock {

    /** By name, in its order. */
    private final SortedMap<String, LockedField> fields;

    private FieldLock(SortedMap<String, LockedField> fields) {
        this.fields = Collections.unmodifiableSortedMap(fields);
    }

    /**
     * {@return a lock}
     *
     * @param fields all encrypted fields of the service, in any order
     * @throws IllegalArgumentException if one is there twice
     */
    public static FieldLock of(Collection<LockedField> fields) {
        SortedMap<String, LockedField> byName = new TreeMap<>();
        for (LockedField field : fields) {
            if (byName.put(field.name().toString(), field) != null) {
                throw new IllegalArgumentException("a field is there twice: two attributes have one logical name");
            }
        }
        return new FieldLock(byName);
    }

    /**
     * {@return the lock that a file holds}
     *
     * @param file UTF-8, as {@link #toBytes} gives it; the order of fields and white space may differ
     * @throws ConfigurationException if that is no lock, or one of a newer version
     */
    public static FieldLock parse(byte[] file) {
        return LockFile.read(file);
    }

    /** {@return the file: JSON, one field in each line, sorted by name; the same for equal locks} */
    public byte[] toBytes() {
        return LockFile.write(this);
    }

    /** {@return all fields, sorted by name} */
    public List<LockedField> fields() {
        return List.copyOf(fields.values());
    }

    /**
     * {@return the field with this name}
     *
     * @param name its logical name
     */
    public Optional<LockedField> field(FieldName name) {
        return Optional.ofNullable(fields.get(name.toString()));
    }

    /**
     * {@return everything in which the code differs from this lock: what would be lost, and how to mend it}
     *
     * <p>A lock that is not up to date is a problem, too, for {@code redoubt fields} works from it. A mode may be ahead of
     * the lock or behind it, but for {@link Migration#OFF} and {@link Migration#ENCRYPTED_ONLY}.
     *
     * @param declared what the code says
     */
    public List<Problem> problems(FieldLock declared) {
        Stream<Problem> ofLocked = fields.values().stream()
                .flatMap(locked -> declared.field(locked.name())
                        .map(now -> LockDifference.between(locked, now))
                        .orElseGet(() -> LockDifference.gone(locked)));
        Stream<Problem> ofNew = declared.fields.values().stream()
                .filter(field -> !fields.containsKey(field.name().toString()))
                .flatMap(LockDifference::isNew);
        return Stream.concat(ofLocked, ofNew).toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FieldLock that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    /** {@return how many fields there are} */
    @Override
    public String toString() {
        return "FieldLock of " + fields.size() + " fields";
    }
}
