package io.redoubt.field;

import io.redoubt.audit.SecurityEvent;
import io.redoubt.audit.SecurityEventListener;
import io.redoubt.key.FieldName;
import io.redoubt.key.KeyRefusedException;
import io.redoubt.key.OpeningKey;
import io.redoubt.key.SealingKey;
import io.redoubt.key.ServiceKeyset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.AEADBadTagException;

/**
 * Seals values for the place where they stand, and opens them there and nowhere else: under a key of this service, for this
 * field, in one epoch. FORMATS section 4.
 *
 * <p>A ciphertext says which key it needs, and that one is used or none: nothing is tried in turn. Each refusal to open is one
 * {@link SecurityEvent.FieldRefused}. Thread-safe.
 *
 * @since 0.1.0
 */
public final class FieldCipher {

    private final ServiceKeyset keys;
    private final SecurityEventListener listener;
    private final Map<FieldName, Field> fields = new ConcurrentHashMap<>();

    private FieldCipher(ServiceKeyset keys, SecurityEventListener listener) {
        this.keys = keys;
        this.listener = listener;
    }

    /**
     * {@return a cipher}
     *
     * @param keys of this service
     * @param listener is told of every value that is refused
     */
    public static FieldCipher of(ServiceKeyset keys, SecurityEventListener listener) {
        return new FieldCipher(keys, SecurityEventListener.all(List.of(listener))); // what it throws goes no further
    }

    /**
     * Seals a value under the primary key of its field.
     *
     * @param context where it is to stand
     * @param type its type
     * @param value the value
     * @param <T> its type in Java
     * @return the ciphertext: with AES-GCM 31 bytes and up to two for the epoch more than the value
     * @throws FieldKeyException if there is no key for this, or the keyset has expired
     * @throws IllegalArgumentException if the value has no bytes, such as half of a surrogate pair, or equality is to show
     *     and values of the type have no one form
     */
    public <T> byte[] seal(FieldContext context, FieldType<T> type, T value) {
        Field field = field(context.field());
        byte[] plaintext = type.encode(context.isComparable() ? type.canonical(value) : value);
        try {
            SealingKey key = keys.sealing(context.purpose(), context.field());
            byte[] header = CiphertextHeader.write(key.suite(), key.epoch());
            byte[] sealed = key.seal(plaintext, field.binding().bytes(header, header.length, context));
            byte[] ciphertext = Arrays.copyOf(header, header.length + sealed.length);
            System.arraycopy(sealed, 0, ciphertext, header.length, sealed.length);
            field.counts().of(key.epoch()).sealed().increment();
            return ciphertext;
        } catch (KeyRefusedException e) {
            throw new FieldKeyException(context.field(), OptionalInt.empty(), e);
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    /**
     * Opens what {@link #seal} gave.
     *
     * @param context where it stands
     * @param type its type
     * @param ciphertext what stands there
     * @param <T> its type in Java
     * @return the value
     * @throws MalformedFieldException if that is no ciphertext, or one that this field cannot have
     * @throws FieldKeyException if there is no key of its epoch
     * @throws TamperedFieldException if it was not sealed so, for this place
     */
    public <T> T open(FieldContext context, FieldType<T> type, byte[] ciphertext) {
        try {
            return openUnreported(context, type, ciphertext);
        } catch (FieldException e) {
            throw report(e);
        }
    }

    /**
     * Seals a value for a text column: {@code r1.} and base64url.
     *
     * @param context where it is to stand
     * @param type its type
     * @param value the value
     * @param <T> its type in Java
     * @return the ciphertext
     * @throws FieldKeyException if there is no key for this, or the keyset has expired
     * @throws IllegalArgumentException as by {@link #seal}
     */
    public <T> String sealText(FieldContext context, FieldType<T> type, T value) {
        return CiphertextText.text(seal(context, type, value));
    }

    /**
     * Opens what {@link #sealText} gave.
     *
     * @param context where it stands
     * @param type its type
     * @param ciphertext what stands there
     * @param <T> its type in Java
     * @return the value
     * @throws FieldException as by {@link #open}
     */
    public <T> T openText(FieldContext context, FieldType<T> type, String ciphertext) {
        byte[] bytes = CiphertextText.bytes(ciphertext)
                .orElseThrow(() -> report(malformed(context.field(), "what stands there is no ciphertext")));
        return open(context, type, bytes);
    }

    /**
     * Refuses a row that is found by a value that it does not have: somebody wrote the code of another value beside it. A code
     * under an epoch of which there is no key any more finds nothing, and says nothing.
     *
     * @param index whose code it is
     * @param tenant whose data it is, if there are tenants
     * @param value the value of the row
     * @param code what stands in the column of the index
     * @param <T> its type in Java
     * @throws TamperedFieldException if it is the code of another value
     */
    public <T> void requireCodeOf(BlindIndex<T> index, Optional<String> tenant, T value, byte[] code) {
        if (index.isOfAnother(code, tenant, value)) {
            throw report(TamperedFieldException.ofCode(index.name().field(), BlindIndex.epoch(code)));
        }
    }

    /** {@return what this process did with the key of each field in each epoch, since it started} */
    public List<FieldUsage> usage() {
        return fields.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(FieldName::toString)))
                .flatMap(entry -> entry.getValue().counts().usage(entry.getKey()).stream())
                .toList();
    }

    /** {@return the refusal, after the listener was told} */
    FieldException report(FieldException refusal) {
        field(refusal.field()).counts().refused(refusal.epoch()).increment();
        listener.on(new SecurityEvent.FieldRefused(
                refusal.code(),
                refusal.field().entity(),
                refusal.field().field(),
                Objects.requireNonNull(refusal.getMessage())));
        return refusal;
    }

    private <T> T openUnreported(FieldContext context, FieldType<T> type, byte[] ciphertext) {
        CiphertextHeader header = CiphertextHeader.parse(ciphertext)
                .orElseThrow(() -> malformed(context.field(), "what stands there is no ciphertext"));
        OpeningKey key = key(context, header);
        Field field = field(context.field());
        FieldCounts.Epoch counts = field.counts().of(header.epoch());
        try {
            byte[] binding = field.binding().bytes(ciphertext, header.length(), context);
            byte[] plaintext = key.open(Arrays.copyOfRange(ciphertext, header.length(), ciphertext.length), binding);
            T value = decode(context, type, header, plaintext);
            counts.opened().increment();
            return value;
        } catch (AEADBadTagException e) {
            // Without its cause: one answer for everything that does not open.
            throw new TamperedFieldException(context.field(), header.epoch());
        }
    }

    /** {@return the key that the header names, if the field may be sealed so: a ciphertext does not choose its binding} */
    private OpeningKey key(FieldContext context, CiphertextHeader header) {
        OptionalInt epoch = OptionalInt.of(header.epoch());
        if (header.subjectNumber().isPresent()) {
            throw new MalformedFieldException(
                    context.field(), epoch, "the ciphertext needs the key of a subject, and the field has no subjects");
        }
        try {
            OpeningKey key = keys.opening(context.purpose(), context.field(), header.epoch());
            if (key.suite() != header.suite()) {
                throw new MalformedFieldException(
                        context.field(), epoch, "the ciphertext says another suite than that of the key");
            }
            return key;
        } catch (KeyRefusedException e) {
            throw new FieldKeyException(context.field(), epoch, e);
        }
    }

    private static <T> T decode(FieldContext context, FieldType<T> type, CiphertextHeader header, byte[] plaintext) {
        try {
            return type.decode(plaintext);
        } catch (MalformedPlaintext e) {
            throw new MalformedFieldException(
                    context.field(), OptionalInt.of(header.epoch()), "what was sealed there is of another type");
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    private static MalformedFieldException malformed(FieldName field, String problem) {
        return new MalformedFieldException(field, OptionalInt.empty(), problem);
    }

    private Field field(FieldName name) {
        Field known = fields.get(name);
        return known != null ? known : fields.computeIfAbsent(name, this::newField);
    }

    private Field newField(FieldName name) {
        return new Field(AssociatedData.of(keys.trustDomain(), keys.service(), name), new FieldCounts());
    }

    /** What is kept of a field. */
    private record Field(AssociatedData binding, FieldCounts counts) {}
}
