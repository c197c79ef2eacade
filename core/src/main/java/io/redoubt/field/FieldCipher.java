package io.redoubt.field;

import io.redoubt.audit.SecurityEvent;
import io.redoubt.audit.SecurityEventListener;
import io.redoubt.key.Accepted;
import io.redoubt.key.FieldName;
import io.redoubt.key.KeyRefusedException;
import io.redoubt.key.OpeningKey;
import io.redoubt.key.SealingKey;
import io.redoubt.key.ServiceKeyset;
import io.redoubt.key.SubjectKey;
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

    private final ChosenKeys keys;
    private final SecurityEventListener listener;
    private final Map<FieldName, Field> fields;

    private FieldCipher(ChosenKeys keys, SecurityEventListener listener, Map<FieldName, Field> fields) {
        this.keys = keys;
        this.listener = listener;
        this.fields = fields;
    }

    /**
     * {@return a cipher}
     *
     * @param keys of this service
     * @param listener is told of every value that is refused
     */
    public static FieldCipher of(ServiceKeyset keys, SecurityEventListener listener) {
        // What the listener throws goes no further.
        return new FieldCipher(
                ChosenKeys.of(keys), SecurityEventListener.all(List.of(listener)), new ConcurrentHashMap<>());
    }

    /**
     * {@return the same cipher, for values of subjects, too; both count together}
     *
     * @param keysOfSubjects finds their keys
     */
    public FieldCipher with(SubjectKeys keysOfSubjects) {
        return new FieldCipher(keys.with(keysOfSubjects), listener, fields);
    }

    /**
     * {@return the same cipher, that opens no ciphertexts of older epochs than are left in a field: somebody may put back what
     *     stood there before it was encrypted anew; both count together}
     *
     * @param oldest the oldest epoch that there is, of the fields of which it is known
     */
    public FieldCipher acceptingFrom(Map<FieldName, Integer> oldest) {
        return new FieldCipher(keys.acceptingFrom(oldest), listener, fields);
    }

    /**
     * {@return the same cipher, that opens what was sealed under compromised keys, too, which somebody may have forged: to encrypt
     *     it anew, and for nothing else; both count together}
     */
    public FieldCipher acceptingCompromised() {
        return new FieldCipher(keys.acceptingCompromised(), listener, fields);
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
     * @throws SubjectErasedException if whom it is about was erased
     * @throws IllegalArgumentException if the value has no bytes, such as half of a surrogate pair, or equality is to show
     *     and values of the type have no one form
     */
    public <T> byte[] seal(FieldContext context, FieldType<T> type, T value) {
        byte[] plaintext = type.encode(context.isComparable() ? type.canonical(value) : value);
        try {
            return sealPlaintext(context, plaintext);
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    /**
     * Makes sure that something may be written for whom a place is about, also if nothing is sealed: what stands there, or the code
     * of an index. Where the keys are those of a transaction, it stays so until that ends.
     *
     * @param context where it is to stand
     * @throws SubjectErasedException if whom it is about was erased
     * @throws FieldKeyException if there is no key to unwrap or make that of the subject
     * @throws TamperedFieldException if the key that is stored is not that of the subject
     */
    public void requireNotErased(FieldContext context) {
        context.subject().ifPresent(subject -> keys.current(context.field(), subject));
    }

    /**
     * What was sealed under a key before the one in use was erased with it, whatever a cache still knows: whoever is reinstated gets a
     * new key, and nothing of what was.
     */
    void requireNotErased(FieldContext context, CiphertextHeader header) {
        if (context.subject().isPresent() && header.subjectNumber().isPresent()) {
            SubjectKey current = keys.current(context.field(), context.subject().get());
            if (header.subjectNumber().getAsLong() < current.number()) {
                throw new SubjectErasedException(context.field());
            }
        }
    }

    /** @param plaintext a value with its tag, as {@link #openPlaintext} gives it */
    byte[] sealPlaintext(FieldContext context, byte[] plaintext) {
        Field field = field(context.field());
        ChosenKeys.ForNew chosen = keys.sealing(context);
        SealingKey key = chosen.key();
        byte[] header = CiphertextHeader.write(key.suite(), key.epoch(), chosen.subjectNumber());
        try {
            byte[] sealed = key.seal(plaintext, field.binding().bytes(header, header.length, context));
            byte[] ciphertext = Arrays.copyOf(header, header.length + sealed.length);
            System.arraycopy(sealed, 0, ciphertext, header.length, sealed.length);
            field.counts().of(key.epoch()).sealed().increment();
            return ciphertext;
        } catch (KeyRefusedException e) {
            throw new FieldKeyException(context.field(), OptionalInt.empty(), e);
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
     * @throws OutdatedFieldException if the field has only ciphertexts of newer epochs
     * @throws SubjectErasedException if whom it is about was erased: expected, and told to nobody else
     * @throws TamperedFieldException if it was not sealed so, for this place
     */
    public <T> T open(FieldContext context, FieldType<T> type, byte[] ciphertext) {
        return open(context, ciphertext, type::decode);
    }

    /** {@return a value with its tag, which the caller overwrites} */
    byte[] openPlaintext(FieldContext context, byte[] ciphertext) {
        return open(context, ciphertext, byte[]::clone);
    }

    private <T> T open(FieldContext context, byte[] ciphertext, TypeCodec.Decoder<T> decoder) {
        try {
            return openUnreported(context, ciphertext, decoder);
        } catch (SubjectErasedException e) {
            throw e;
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

    /** {@return under which keys it opens values} */
    public Accepted accepted() {
        return keys.accepted();
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

    private <T> T openUnreported(FieldContext context, byte[] ciphertext, TypeCodec.Decoder<T> decoder) {
        CiphertextHeader header = CiphertextHeader.parse(ciphertext)
                .orElseThrow(() -> malformed(context.field(), "what stands there is no ciphertext"));
        OpeningKey key = keys.opening(context, header);
        Field field = field(context.field());
        FieldCounts.Epoch counts = field.counts().of(header.epoch());
        try {
            byte[] binding = field.binding().bytes(ciphertext, header.length(), context);
            byte[] plaintext = key.open(Arrays.copyOfRange(ciphertext, header.length(), ciphertext.length), binding);
            T value = decode(context, decoder, header, plaintext);
            counts.opened().increment();
            return value;
        } catch (AEADBadTagException e) {
            // Without its cause: one answer for everything that does not open.
            throw new TamperedFieldException(context.field(), header.epoch());
        }
    }

    private static <T> T decode(
            FieldContext context, TypeCodec.Decoder<T> decoder, CiphertextHeader header, byte[] plaintext) {
        try {
            return decoder.decode(plaintext);
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
        return new Field(
                AssociatedData.of(keys.keys().trustDomain(), keys.keys().service(), name), new FieldCounts());
    }

    /** What is kept of a field. */
    private record Field(AssociatedData binding, FieldCounts counts) {}
}
