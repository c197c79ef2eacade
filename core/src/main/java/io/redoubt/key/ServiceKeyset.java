package io.redoubt.key;

import io.redoubt.MacKeys;
import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.audit.SecurityEvent;
import io.redoubt.audit.SecurityEventListener;
import io.redoubt.key.KeyRefusedException.Cause;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.AEADBadTagException;

/**
 * The keys of this service, which nobody else has: read from a file that was issued to it, exchanged while the service
 * runs when a newer file is there, and used through handles that never give out a key.
 *
 * <p>After the keyset has expired, whatever makes something new that is kept is refused ({@link Cause#EXPIRED}): sealing,
 * index codes for writing, signatures. Opening, index codes for queries and the codes of {@link #macs} go on. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ServiceKeyset implements AutoCloseable {

    private final KeysetInUse inUse;
    private final Clock clock;
    private final AtomicReference<Optional<KeysetWatch>> watch = new AtomicReference<>(Optional.empty());

    private ServiceKeyset(KeysetInUse inUse, Clock clock) {
        this.inUse = inUse;
        this.clock = clock;
    }

    /**
     * Opens the keyset file of this service, and has it loaded again whenever it changes. A newer file that is refused
     * changes nothing: the keys in use stay, and one {@link SecurityEvent.KeysetRefused} tells of it.
     *
     * @param location where the file is, and what is believed of it
     * @param listener is told of newer files that are refused
     * @param clock by which keysets are valid and expire
     * @return the keys
     * @throws KeysetException if the file is refused; one that has expired is not
     */
    public static ServiceKeyset open(KeysetLocation location, SecurityEventListener listener, Clock clock)
            throws KeysetException {
        KeysetLoader loader = KeysetLoader.of(location, clock);
        ServiceKeyset keyset = new ServiceKeyset(
                new KeysetInUse(loader.load(), loader::load, loader.rollbackProtection(), listener, clock), clock);
        keyset.watch.set(Optional.of(KeysetWatch.start(loader.file(), keyset::reload)));
        return keyset;
    }

    /**
     * Opens the development keyset of a service, and makes it first if there is none: random keys without a root and without
     * a signature, in the trust domain {@code dev.invalid}, so that its data never opens under real keys, nor the reverse.
     *
     * @param file where it is kept; its directory must exist
     * @param service the name of this service
     * @param random makes the keys
     * @param clock by which it expires, ten years after it was made
     * @return the keys
     * @throws KeysetException if there is a file that is no development keyset of this service
     */
    public static ServiceKeyset development(Path file, ServiceName service, SecureRandom random, Clock clock)
            throws KeysetException {
        LoadedKeyset keyset = new DevelopmentKeyset(file, service, random, clock).load();
        String protection = "development keyset, no rollback protection";
        return new ServiceKeyset(new KeysetInUse(keyset, () -> keyset, protection, event -> {}, clock), clock);
    }

    /** {@return the trust domain for which the keys were issued} */
    public TrustDomain trustDomain() {
        return now().header().trustDomain();
    }

    /** {@return the service to which the keys were issued} */
    public ServiceName service() {
        return now().header().service();
    }

    /** {@return what everybody may know of the keys, those that are no longer delivered among them} */
    public List<KeyEntry> keys() {
        return now().entries();
    }

    /** {@return how the keyset does} */
    public KeysetStatus status() {
        return inUse.status();
    }

    /**
     * {@return whether there are keys for this purpose}
     *
     * @param purpose what they are for
     */
    public boolean has(Purpose purpose) {
        return now().entries().stream()
                .anyMatch(entry -> entry.purpose() == purpose && entry.state() == KeyState.PRIMARY);
    }

    /**
     * {@return the keys of every live epoch for codes, as they are at each call of {@link MacKeys#live}}
     *
     * @param purpose {@link Purpose#STATE_KEY}, {@link Purpose#DPOP_NONCE} or {@link Purpose#LOG_PSEUDONYM}
     * @throws KeyRefusedException if none was issued
     * @throws IllegalArgumentException if the purpose is another one
     */
    public MacKeys macs(Purpose purpose) {
        now().macs(purpose).primary();
        return () -> now().macs(purpose).live();
    }

    /**
     * {@return the key for new values of a field}
     *
     * @param purpose {@link Purpose#FIELD}, or {@link Purpose#FIELD_EQ} for a field that is compared for equality
     * @param field the field
     * @throws KeyRefusedException if none was issued, or the keyset has expired
     */
    public SealingKey sealing(Purpose purpose, FieldName field) {
        return unexpired(purpose).fields(purpose).primary().of(field).sealing();
    }

    /**
     * {@return the key for values of a field that exist}
     *
     * @param purpose {@link Purpose#FIELD}, or {@link Purpose#FIELD_EQ} for a field that is compared for equality
     * @param field the field
     * @param epoch the epoch that stands beside the value
     * @throws KeyRefusedException if there is no live key of this epoch
     */
    public OpeningKey opening(Purpose purpose, FieldName field, int epoch) {
        return opening(purpose, field, epoch, Accepted.LIVE);
    }

    /**
     * {@return the key for values of a field that exist}
     *
     * @param purpose {@link Purpose#FIELD}, or {@link Purpose#FIELD_EQ} for a field that is compared for equality
     * @param field the field
     * @param epoch the epoch that stands beside the value
     * @param accepted which keys may be used
     * @throws KeyRefusedException if there is no such key of this epoch
     */
    public OpeningKey opening(Purpose purpose, FieldName field, int epoch, Accepted accepted) {
        return of(now().fields(purpose), epoch, accepted).of(field).opening();
    }

    /**
     * {@return a new key of a subject, wrapped under the primary key; it exists once it is stored}
     *
     * @param subject whose it is to be
     * @param number which of the subject's keys, 1 to 2<sup>32</sup> - 1
     * @param random makes it
     * @throws KeyRefusedException if no key was issued that wraps, or the keyset has expired
     */
    public WrappedSubjectKey newSubjectKey(Subject subject, long number, SecureRandom random) {
        return subjects().fresh(subject, number, wrapping(), random);
    }

    /**
     * {@return the key of a subject}
     *
     * @param wrapped what is stored
     * @param accepted which keys may be used
     * @throws KeyRefusedException if there is no such key of the epoch
     * @throws AEADBadTagException if it was not wrapped so by this service, for this subject
     */
    public SubjectKey unwrap(WrappedSubjectKey wrapped, Accepted accepted) throws AEADBadTagException {
        return subjects().unwrap(wrapped, unwrapping(wrapped.epoch(), accepted));
    }

    /**
     * {@return the same key of a subject, wrapped under the primary key}
     *
     * @param wrapped what is stored
     * @param accepted which keys may be used to unwrap it
     * @throws KeyRefusedException if there is no such key of the epoch, or the keyset has expired
     * @throws AEADBadTagException if it was not wrapped so by this service, for this subject
     */
    public WrappedSubjectKey rewrap(WrappedSubjectKey wrapped, Accepted accepted) throws AEADBadTagException {
        return subjects().rewrap(wrapped, unwrapping(wrapped.epoch(), accepted), wrapping());
    }

    /**
     * {@return what everybody may know of the key that is used for what is new}
     *
     * @param purpose what it is for
     * @throws KeyRefusedException if none was issued
     */
    public KeyEntry primary(Purpose purpose) {
        return now().entries().stream()
                .filter(entry -> entry.purpose() == purpose && entry.state() == KeyState.PRIMARY)
                .findAny()
                .orElseThrow(() -> new KeyRefusedException(Cause.NOT_ISSUED, purpose));
    }

    private SubjectWrap subjects() {
        return new SubjectWrap(trustDomain(), service());
    }

    SealingKey wrapping() {
        return unexpired(Purpose.SUBJECT_WRAP).wraps().primary().sealing();
    }

    OpeningKey unwrapping(int epoch, Accepted accepted) {
        return of(now().wraps(), epoch, accepted).opening();
    }

    private static <T> T of(PurposeKeys<T> keys, int epoch, Accepted accepted) {
        return accepted == Accepted.LIVE ? keys.of(epoch) : keys.evenCompromised(epoch);
    }

    /**
     * {@return the key for codes of a blind index that are stored}
     *
     * @param index the index
     * @throws KeyRefusedException if none was issued, or the keyset has expired
     */
    public IndexKey indexing(IndexName index) {
        return unexpired(Purpose.BLIND_INDEX).indexes().primary().storing(index);
    }

    /**
     * {@return the key of one epoch for codes that are stored where all are of that epoch, as those of a unique column must be}
     *
     * @param index the index
     * @param epoch the epoch
     * @throws KeyRefusedException if there is no live key of this epoch, or the keyset has expired
     */
    public IndexKey indexing(IndexName index, int epoch) {
        return unexpired(Purpose.BLIND_INDEX).indexes().of(epoch).storing(index);
    }

    /**
     * {@return the keys of every live epoch for codes that are looked for}
     *
     * @param index the index
     * @throws KeyRefusedException if none was issued
     */
    public List<IndexKey> indexes(IndexName index) {
        return now().indexes().live().stream().map(keys -> keys.seeking(index)).toList();
    }

    /**
     * {@return the key of one epoch for codes that are looked for}
     *
     * @param index the index
     * @param epoch the epoch
     * @throws KeyRefusedException if there is no live key of this epoch
     */
    public IndexKey index(IndexName index, int epoch) {
        return now().indexes().of(epoch).seeking(index);
    }

    /**
     * {@return a statement of which keys this instance has, signed by the service: a flattened JWS as JSON}
     *
     * @param instance the name of this instance within the service, 1 to 255 of {@code [A-Za-z0-9._:-]}
     * @throws KeyRefusedException if there is no key that signs, or the keyset has expired
     * @throws IllegalArgumentException if the name is another one
     */
    public byte[] attestation(String instance) {
        AttestationStatement.requireInstance(instance);
        return AttestationStatement.signed(unexpired(Purpose.SIGN), instance, clock.instant());
    }

    /**
     * Loads the file again, as also happens by itself; keeps the keys in use if it is refused.
     *
     * @return whether it was taken; what is refused may come to be good without changing: it is valid later, a link is
     *     exchanged, another process lets go of the state directory
     */
    public boolean reload() {
        return inUse.reload();
    }

    private LoadedKeyset unexpired(Purpose purpose) {
        LoadedKeyset keyset = now();
        keyset.expiry().requireNotOver(purpose);
        return keyset;
    }

    private LoadedKeyset now() {
        return inUse.now();
    }

    /** Ends the watch for newer files; the keys stay usable. */
    @Override
    public void close() {
        Objects.requireNonNull(watch.getAndSet(Optional.empty())).ifPresent(KeysetWatch::close);
    }

    /** {@return for whom the keys are and what everybody may know of them} */
    @Override
    public String toString() {
        return now().toString();
    }
}
