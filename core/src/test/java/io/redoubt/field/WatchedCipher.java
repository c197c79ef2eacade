package io.redoubt.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.redoubt.audit.SecurityEvent;
import io.redoubt.key.FieldName;
import io.redoubt.key.ServiceKeyset;
import io.redoubt.key.Suite;
import io.redoubt.key.TestKeysets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A cipher, what it told its listener, and a place whose tenant, row and value no message may contain. */
final class WatchedCipher {

    static final String VALUE = "value-b0af";
    static final FieldName EMAIL = new FieldName("customer", "email");

    private static final String TENANT = "tenant-b0af";
    private static final String ROW = "row-b0af";
    private static final String SECRET = "b0af";

    private static final Map<Suite, ServiceKeyset> KEYSETS = new ConcurrentHashMap<>();

    final FieldCipher cipher;
    final List<SecurityEvent> events = new ArrayList<>();
    final FieldContext place;

    private WatchedCipher(ServiceKeyset keys, FieldContext place) {
        this.cipher = FieldCipher.of(keys, events::add).with(new TestSubjectKeys(keys));
        this.place = place;
    }

    /** All that can be bound, a row only where equality does not show. */
    static FieldContext place(Suite suite) {
        return suite == Suite.A256SIV ? comparable() : row();
    }

    static FieldContext row() {
        return FieldContext.of(EMAIL).withTenant(TENANT).withRow(RowId.of(ROW));
    }

    static FieldContext comparable() {
        return FieldContext.comparable(EMAIL).withTenant(TENANT);
    }

    /** Seals with this suite. */
    static WatchedCipher of(Suite suite) {
        return of(keys(suite), place(suite));
    }

    /** Opened once. */
    static ServiceKeyset keys(Suite suite) {
        Suite random = suite == Suite.A256SIV ? Suite.A256GCM : suite;
        return KEYSETS.computeIfAbsent(random, it -> TestKeysets.with(it).open());
    }

    static WatchedCipher of(TestKeysets keys, FieldContext place) {
        return of(keys.open(), place);
    }

    static WatchedCipher of(ServiceKeyset keys, FieldContext place) {
        return new WatchedCipher(keys, place);
    }

    byte[] seal() {
        return cipher.seal(place, FieldType.TEXT, VALUE);
    }

    /** For whatever reason. */
    void assertRefuses(byte[] ciphertext) {
        assertRefused(() -> cipher.open(place, FieldType.TEXT, ciphertext));
    }

    <E extends FieldException> E assertRefuses(Class<E> type, byte[] ciphertext) {
        return assertRefuses(type, place, FieldType.TEXT, ciphertext);
    }

    <E extends FieldException> E assertRefuses(
            Class<E> type, FieldContext context, FieldType<?> fieldType, byte[] ciphertext) {
        return assertRefuses(type, () -> cipher.open(context, fieldType, ciphertext));
    }

    <E extends FieldException> E assertRefuses(Class<E> type, ThrowingCallable opening) {
        FieldException refusal = assertRefused(opening);
        assertThat(refusal).isExactlyInstanceOf(type);
        return type.cast(refusal);
    }

    /** Refused, told exactly once, and nothing told of value, tenant or row. */
    private FieldException assertRefused(ThrowingCallable opening) {
        events.clear();
        FieldException refusal = catchThrowableOfType(FieldException.class, opening);
        assertThat(refusal).isNotNull().hasNoCause().hasNoSuppressedExceptions();
        assertThat(events)
                .containsExactly(new SecurityEvent.FieldRefused(
                        refusal.code(),
                        refusal.field().entity(),
                        refusal.field().field(),
                        refusal.getMessage()));
        assertThat(refusal.toString() + events).doesNotContain(SECRET);
        return refusal;
    }
}
