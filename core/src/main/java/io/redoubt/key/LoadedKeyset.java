package io.redoubt.key;

import io.redoubt.MacKey;
import io.redoubt.internal.EnvelopeSigner;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The keys of one keyset, ready for use, each having passed its self-test. Immutable and thread-safe. */
final class LoadedKeyset {

    private final KeysetHeader header;
    private final Expiry expiry;
    private final List<KeyEntry> entries;
    private final PurposeKeys<FieldKeys> fields;
    private final PurposeKeys<FieldKeys> equalFields;
    private final PurposeKeys<IndexKeys> indexes;
    private final PurposeKeys<DataKey> wraps;
    private final PurposeKeys<EnvelopeSigner> signers;
    private final Map<Purpose, PurposeKeys<MacKey>> macs = new EnumMap<>(Purpose.class);

    private LoadedKeyset(KeysetHeader header, List<KeyEntry> entries, List<LeafKey> leaves, Clock clock)
            throws KeysetException {
        this.header = header;
        this.expiry = Expiry.at(header.expires(), clock);
        this.entries = List.copyOf(entries);
        this.fields = PurposeKeys.of(Purpose.FIELD, entries, leaves, leaf -> FieldKeys.of(leaf, expiry));
        this.equalFields = PurposeKeys.of(Purpose.FIELD_EQ, entries, leaves, leaf -> FieldKeys.of(leaf, expiry));
        this.indexes = PurposeKeys.of(Purpose.BLIND_INDEX, entries, leaves, leaf -> IndexKeys.of(leaf, expiry));
        this.wraps = PurposeKeys.of(Purpose.SUBJECT_WRAP, entries, leaves, leaf -> DataKey.of(leaf, expiry));
        this.signers = PurposeKeys.of(Purpose.SIGN, entries, leaves, SigningSeed::signer);
        for (Purpose purpose : List.of(Purpose.STATE_KEY, Purpose.DPOP_NONCE, Purpose.LOG_PSEUDONYM)) {
            macs.put(purpose, PurposeKeys.of(purpose, entries, leaves, HmacSha256Key::of));
        }
    }

    /**
     * {@return the keyset, ready for use}
     *
     * @param entries all keys by name
     * @param leaves the delivered ones; may be overwritten afterwards
     * @param clock by which it expires
     * @throws KeysetException if a key does not do here what it is for
     */
    static LoadedKeyset of(KeysetHeader header, List<KeyEntry> entries, List<LeafKey> leaves, Clock clock)
            throws KeysetException {
        return new LoadedKeyset(header, entries, leaves, clock);
    }

    /**
     * Refuses to take the place of a keyset that has keys for more purposes.
     *
     * @param before the keyset in use
     * @throws KeysetException if keys that are in use would be gone
     */
    void requireAllPurposesOf(LoadedKeyset before) throws KeysetException {
        if (!KeyList.delivered(entries)
                .keySet()
                .containsAll(KeyList.delivered(before.entries).keySet())) {
            throw new KeysetException(KeysetCheck.KEYS, "has no key for a purpose for which keys are in use here");
        }
    }

    KeysetHeader header() {
        return header;
    }

    Expiry expiry() {
        return expiry;
    }

    List<KeyEntry> entries() {
        return entries;
    }

    /** @param purpose {@link Purpose#FIELD} or {@link Purpose#FIELD_EQ} */
    PurposeKeys<FieldKeys> fields(Purpose purpose) {
        return switch (purpose) {
            case FIELD -> fields;
            case FIELD_EQ -> equalFields;
            default -> throw new IllegalArgumentException("no fields are encrypted under keys for " + purpose.id());
        };
    }

    PurposeKeys<IndexKeys> indexes() {
        return indexes;
    }

    PurposeKeys<DataKey> wraps() {
        return wraps;
    }

    PurposeKeys<EnvelopeSigner> signers() {
        return signers;
    }

    /** @param purpose one of those of which the suite is {@link Suite#HS256} */
    PurposeKeys<MacKey> macs(Purpose purpose) {
        if (!macs.containsKey(purpose)) {
            throw new IllegalArgumentException("no codes are made under keys for " + purpose.id());
        }
        return Objects.requireNonNull(macs.get(purpose));
    }

    /** {@return for whom it is and what everybody may know of its keys} */
    @Override
    public String toString() {
        return "keyset of " + header.service() + ", generation " + header.generation() + ": " + entries;
    }
}
