package io.redoubt.field;

import io.redoubt.field.Migration.Writes;
import io.redoubt.key.KeyEntry;
import io.redoubt.key.KeyRefusedException;
import io.redoubt.key.Purpose;
import io.redoubt.key.ServiceKeyset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Seals what stands in a row anew under the keys that are in use now, and makes its codes anew: knows the lock file alone, and no
 * class of values. Thread-safe.
 *
 * @since 0.1.0
 */
public final class FieldRenewal {

    private final FieldCipher cipher;
    private final ServiceKeyset keys;
    private final LockedField field;
    private final StoredText form;
    private final FieldType<Object> type;
    private final List<BlindIndex<Object>> indexes;
    private final LegacyDecryptor legacy;

    @SuppressWarnings("unchecked") // what is decoded by a type is a value of it
    private FieldRenewal(FieldCipher cipher, ServiceKeyset keys, LockedField field, LegacyDecryptor legacy) {
        this.cipher = cipher;
        this.keys = keys;
        this.field = field;
        this.form = StoredText.of(field.form());
        this.type = (FieldType<Object>)
                FieldType.of(TypeTag.of(field.type()).orElseThrow()).paddedTo(field.paddedTo());
        this.indexes = field.indexes().stream().map(this::index).toList();
        this.legacy = legacy;
    }

    /**
     * {@return this for one field}
     *
     * @param cipher opens what stands there, and seals it
     * @param keys of this service
     * @param field what the lock file says
     * @throws IllegalArgumentException if the lock says what cannot be: an index of values that are not comparable
     */
    public static FieldRenewal of(FieldCipher cipher, ServiceKeyset keys, LockedField field) {
        return new FieldRenewal(cipher, keys, field, (name, stored) -> Optional.empty());
    }

    /**
     * {@return the same, that seals what another library had encrypted as the value that it is}
     *
     * @param decryptor reads values of the other library
     */
    public FieldRenewal reading(LegacyDecryptor decryptor) {
        return new FieldRenewal(cipher, keys, field, decryptor);
    }

    private BlindIndex<Object> index(LockedField.Index index) {
        BlindIndex<Object> made = BlindIndex.of(keys, index.name(), type);
        return index.epoch().isPresent() ? made.under(index.epoch().getAsInt()) : made;
    }

    /**
     * {@return where a value stands}
     *
     * @param tenant whose data it is, if the field has a column for that
     * @param row the parts of what it is bound to, in the order of {@link LockedField#row}
     * @param subject whom it is about, if the field has a column for that
     * @throws IllegalArgumentException if one of them cannot be such
     */
    public FieldContext place(Optional<String> tenant, List<RowId> row, Optional<String> subject) {
        FieldContext place = field.purpose() == Purpose.FIELD_EQ
                ? FieldContext.comparable(field.name())
                : FieldContext.of(field.name());
        if (tenant.isPresent()) {
            place = place.withTenant(tenant.get());
        }
        if (!row.isEmpty()) {
            place = place.withRow(row.size() == 1 ? row.get(0) : RowId.composite(row));
        }
        return subject.isPresent() ? place.withSubject(subject.get()) : place;
    }

    /**
     * {@return whether nothing is to be written: all that stands there is of the keys that are in use now, as far as it says of
     *     itself}
     *
     * @param stored what stands in the row
     * @throws FieldKeyException if there is no key for what is new
     */
    public boolean isCurrent(StoredField stored) {
        Object value = stored.value();
        if (value == null) {
            return stored.codes().stream().allMatch(code -> code == null);
        }
        Optional<CiphertextHeader> header = header(value);
        if (header.isEmpty()) {
            return field.mode().writes() == Writes.PLAINTEXT;
        }
        return isCurrent(header.get())
                && IntStream.range(0, indexes.size())
                        .allMatch(i -> isCurrent(stored.codes().get(i), i));
    }

    private boolean isCurrent(CiphertextHeader header) {
        KeyEntry primary = primary(field.purpose());
        return header.epoch() == primary.epoch() && header.suite() == primary.suite();
    }

    private boolean isCurrent(byte @Nullable [] code, int index) {
        OptionalInt pinned = field.indexes().get(index).epoch();
        int epoch = pinned.isPresent()
                ? pinned.getAsInt()
                : primary(Purpose.BLIND_INDEX).epoch();
        return code != null && BlindIndex.epoch(code) == epoch;
    }

    private KeyEntry primary(Purpose purpose) {
        try {
            return keys.primary(purpose);
        } catch (KeyRefusedException e) {
            throw new FieldKeyException(field.name(), OptionalInt.empty(), e);
        }
    }

    /**
     * {@return what is to stand in the row: what is current stays, byte for byte}
     *
     * @param place where it stands
     * @param stored what stands there
     * @throws SubjectErasedException if whom it is about was erased: nothing is to be done
     * @throws FieldException if it does not open, is plaintext where there may be none, or has no form that can be looked up
     */
    public StoredField renew(FieldContext place, StoredField stored) {
        Object value = stored.value();
        if (value == null) {
            return StoredField.of(null, Arrays.asList(new byte @Nullable [indexes.size()][]));
        }
        Optional<CiphertextHeader> header = header(value);
        if (header.isEmpty() && field.mode().writes() == Writes.PLAINTEXT) {
            return stored;
        }
        header.ifPresent(it -> cipher.requireNotErased(place, it));
        byte[] plaintext = plaintext(place, value, header.isPresent());
        try {
            boolean stays = header.filter(this::isCurrent).isPresent();
            Object renewed = stays ? value : form.stored(cipher.sealPlaintext(place, plaintext));
            return StoredField.of(renewed, codes(place, stored, plaintext));
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    /**
     * Opens what stands in the row, and compares each code with the value.
     *
     * @param place where it stands
     * @param stored what stands there
     * @throws SubjectErasedException if whom it is about was erased: nothing is wrong
     * @throws FieldException if it does not open, is plaintext where there may be none, or a code is that of another value
     */
    public void verify(FieldContext place, StoredField stored) {
        Object value = stored.value();
        if (value == null) {
            stored.codes().stream().filter(code -> code != null).findAny().ifPresent(code -> {
                throw cipher.report(TamperedFieldException.ofCode(field.name(), BlindIndex.epoch(code)));
            });
            return;
        }
        Optional<CiphertextHeader> header = header(value);
        if (header.isEmpty() && field.mode() != Migration.ENCRYPTED_ONLY) {
            return;
        }
        byte[] plaintext = plaintext(place, value, header.isPresent());
        try {
            Object opened = value(plaintext);
            for (int i = 0; i < indexes.size(); i++) {
                byte[] code = stored.codes().get(i);
                if (code != null) {
                    cipher.requireCodeOf(indexes.get(i), place.tenant(), opened, code);
                }
            }
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    /** {@return the header, or nothing if what stands there is read as plaintext} */
    private Optional<CiphertextHeader> header(Object value) {
        return field.mode() == Migration.OFF ? Optional.empty() : form.header(value);
    }

    private byte[] plaintext(FieldContext place, Object value, boolean isCiphertext) {
        if (isCiphertext) {
            return cipher.openPlaintext(place, form.ciphertext(value));
        } else if (field.mode() == Migration.ENCRYPTED_ONLY) {
            throw cipher.report(PlaintextFieldException.planted(field.name()));
        }
        return type.encode(legacy.decrypt(field.name(), form.bytes(value))
                .map(this::ofLegacy)
                .orElse(value));
    }

    private Object ofLegacy(byte[] decrypted) {
        return form.value(decrypted).orElseThrow(() -> cipher.report(MalformedFieldException.noText(field.name())));
    }

    private List<byte @Nullable []> codes(FieldContext place, StoredField stored, byte[] plaintext) {
        List<byte @Nullable []> codes = new ArrayList<>();
        for (int i = 0; i < indexes.size(); i++) {
            byte[] code = stored.codes().get(i);
            codes.add(isCurrent(code, i) ? code : code(indexes.get(i), place, value(plaintext)));
        }
        return codes;
    }

    private byte[] code(BlindIndex<Object> index, FieldContext place, Object value) {
        cipher.requireNotErased(place);
        try {
            return index.code(place.tenant(), value);
        } catch (IllegalArgumentException e) {
            // Without its cause, which was made for the one who writes the value.
            throw new MalformedFieldException(
                    place.field(),
                    OptionalInt.empty(),
                    "the value cannot be looked up by " + index.name().normaliser());
        }
    }

    private Object value(byte[] plaintext) {
        try {
            return type.decode(plaintext);
        } catch (MalformedPlaintext e) {
            throw cipher.report(new MalformedFieldException(
                    field.name(),
                    OptionalInt.empty(),
                    "what was sealed there is of another type than the lock file says"));
        }
    }
}
