package io.redoubt.field;

import io.redoubt.ConfigurationException.Problem;
import io.redoubt.key.Purpose;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One thing in which what the code says can differ from the lock.
 *
 * @param <T> what is compared
 * @param exists in what is locked, and in what is declared
 * @param problem what differs, and what would be lost
 * @param remedy how to mend it
 */
record LockDifference<T>(BiPredicate<T, T> exists, String problem, String remedy) {

    private static final String GO_BACK =
            "take the change back; to keep it, migrate the values into a new field with a name of its own";
    private static final String WRITE_LOCK = "have the lock written anew by redoubt.fields.write-lock, and review it";
    private static final String RENAMED = "if the schema was migrated so, nothing is lost: " + WRITE_LOCK;

    private static final List<LockDifference<LockedField>> OF_FIELD = List.of(
            unreadable(LockedField::purpose, "comparable in one of the two only"),
            unreadable(LockedField::type, "of another type"),
            unreadable(LockedField::form, "in a column of another form"),
            unreadable(it -> it.tenant().isPresent(), "bound to a tenant in one of the two only"),
            unreadable(it -> it.subject().isPresent(), "sealed under keys of subjects in one of the two only"),
            unreadable(LockDifference::rowKinds, "bound to values of another number, order or type"),
            new LockDifference<>(
                    (locked, declared) -> isRepadded(locked, declared) && isComparable(declared),
                    "is padded in another way, so that equal values would not be found equal",
                    GO_BACK),
            new LockDifference<>(
                    (locked, declared) -> isRepadded(locked, declared) && !isComparable(declared),
                    "is padded in another way, and what is stored keeps its length until it is written again",
                    WRITE_LOCK),
            renamed(LockedField::table, "in another table"),
            renamed(LockedField::column, "in another column"),
            renamed(LockedField::ids, "in a table with another primary key"),
            new LockDifference<>(
                    (locked, declared) -> locked.tenant().isPresent()
                            && declared.tenant().isPresent()
                            && !locked.tenant().equals(declared.tenant()),
                    "has its tenant in another column than the lock says",
                    RENAMED),
            new LockDifference<>(
                    (locked, declared) -> locked.subject().isPresent()
                            && declared.subject().isPresent()
                            && !locked.subject().equals(declared.subject()),
                    "has its subject in another column than the lock says, or in one of another type",
                    RENAMED),
            new LockDifference<>(
                    (locked, declared) -> rowKinds(locked).equals(rowKinds(declared))
                            && !locked.row().equals(declared.row()),
                    "is bound to other columns than the lock says: with other values in them, what is stored would not open",
                    RENAMED),
            new LockDifference<>(
                    (locked, declared) -> declared.mode() == Migration.OFF && locked.mode() != Migration.OFF,
                    "was on its way to being encrypted and is off: ciphertexts would be taken for values",
                    "set its migration to read-both-write-plain at least"),
            new LockDifference<>(
                    (locked, declared) ->
                            locked.mode() == Migration.ENCRYPTED_ONLY && declared.mode() != Migration.ENCRYPTED_ONLY,
                    "was encrypted and would accept plaintext again, which anybody may plant who can write to the table",
                    "set its migration to encrypted-only, the default"),
            new LockDifference<>(
                    (locked, declared) ->
                            locked.mode() != Migration.ENCRYPTED_ONLY && declared.mode() == Migration.ENCRYPTED_ONLY,
                    "is encrypted only and the lock does not say so: nobody would see it going back",
                    WRITE_LOCK));

    private static final List<LockDifference<LockedField.Index>> OF_INDEX = List.of(
            new LockDifference<>(
                    (locked, declared) -> !locked.name().equals(declared.name()),
                    "has another normaliser or width: the codes that are stored would not be found",
                    "take the change back; to keep it, declare a second index with a name and a column of its own, fill it, and"
                            + " drop the first"),
            new LockDifference<>(
                    (locked, declared) -> !locked.column().equals(declared.column()),
                    "is in another column than the lock says",
                    RENAMED),
            new LockDifference<>(
                    (locked, declared) -> locked.unique() != declared.unique(),
                    "is unique in one of the two only: what the database enforces would be another thing than what is said",
                    RENAMED),
            new LockDifference<>(
                    (locked, declared) ->
                            locked.epoch().isPresent() && !locked.epoch().equals(declared.epoch()),
                    "has codes of another epoch: a value that is stored could be stored again",
                    "take the change back; to rotate a unique index, declare a second one with this epoch and a column of its"
                            + " own"),
            new LockDifference<>(
                    (locked, declared) ->
                            locked.epoch().isEmpty() && declared.epoch().isPresent(),
                    "says the epoch of its codes and the lock does not: if it is that of what is stored, nothing is lost",
                    WRITE_LOCK));

    private static final LockDifference<LockedField> GONE = always(
            "is in the lock and was renamed or removed: nothing else opens what is stored",
            "give it this name; if it is no longer wanted, drop its column and " + WRITE_LOCK);

    private static final LockDifference<LockedField> NEW = always(
            "is not in the lock: what it is now cannot be changed once values are stored",
            "look at its name, and " + WRITE_LOCK);

    private static final LockDifference<LockedField.Index> INDEX_GONE = always(
            "is in the lock and was renamed or removed: its codes would grow stale",
            "give it this name; if it is no longer wanted, drop its column and " + WRITE_LOCK);

    private static final LockDifference<LockedField.Index> INDEX_NEW = always(
            "is not in the lock: rows that exist are not found by it until they are written again",
            WRITE_LOCK + ", then fill its column");

    /** {@return a field that the code no longer has} */
    static Stream<Problem> gone(LockedField locked) {
        return Stream.of(GONE.at(setting(locked)));
    }

    /** {@return a field that only the code has} */
    static Stream<Problem> isNew(LockedField declared) {
        return Stream.of(NEW.at(setting(declared)));
    }

    /** {@return everything in which a field differs} */
    static Stream<Problem> between(LockedField locked, LockedField declared) {
        Stream<Problem> ofField =
                OF_FIELD.stream().filter(it -> it.exists.test(locked, declared)).map(it -> it.at(setting(locked)));
        Stream<Problem> ofIndexes = locked.indexes().stream().flatMap(index -> between(index, declared));
        Stream<Problem> newIndexes = declared.indexes().stream()
                .filter(index -> namesake(index, locked).isEmpty())
                .map(index -> INDEX_NEW.at(setting(index)));
        return Stream.of(ofField, ofIndexes, newIndexes).flatMap(it -> it);
    }

    private static Stream<Problem> between(LockedField.Index locked, LockedField field) {
        return namesake(locked, field)
                .map(declared -> OF_INDEX.stream()
                        .filter(it -> it.exists.test(locked, declared))
                        .map(it -> it.at(setting(locked))))
                .orElseGet(() -> Stream.of(INDEX_GONE.at(setting(locked))));
    }

    private static Optional<LockedField.Index> namesake(LockedField.Index index, LockedField field) {
        return field.indexes().stream()
                .filter(it -> it.name().index().equals(index.name().index()))
                .findAny();
    }

    private static <T> LockDifference<T> always(String problem, String remedy) {
        return new LockDifference<>((locked, declared) -> true, problem, remedy);
    }

    private static LockDifference<LockedField> unreadable(Function<LockedField, ?> of, String how) {
        return new LockDifference<>(
                (locked, declared) -> !of.apply(locked).equals(of.apply(declared)),
                "is " + how + ", as the lock does not say: what is stored would not open",
                GO_BACK);
    }

    private static LockDifference<LockedField> renamed(Function<LockedField, ?> of, String how) {
        return new LockDifference<>(
                (locked, declared) -> !of.apply(locked).equals(of.apply(declared)),
                "is " + how + " than the lock says",
                RENAMED);
    }

    private static boolean isRepadded(LockedField locked, LockedField declared) {
        return locked.paddedTo() != declared.paddedTo();
    }

    private static boolean isComparable(LockedField field) {
        return field.purpose() == Purpose.FIELD_EQ;
    }

    private static List<RowId.Kind> rowKinds(LockedField field) {
        return field.row().stream().map(LockedField.KeyColumn::kind).toList();
    }

    private static String setting(LockedField field) {
        return field.name().toString();
    }

    private static String setting(LockedField.Index index) {
        return index.name().field() + ", index " + index.name().index();
    }

    private Problem at(String setting) {
        return new Problem(setting, problem, remedy);
    }
}
