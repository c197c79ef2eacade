package io.redoubt.state;

import io.redoubt.internal.Defect;
import io.redoubt.state.RevocationLog.Continuity;
import io.redoubt.state.RevocationLog.Page;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shares the revocations of one instance with its fleet: what is revoked here reaches the others by a log, and what they
 * revoke is heeded here, without any call while a request is judged.
 *
 * <p>What was revoked while the log was out of reach is published when it is back. If the log lost lines, every instance
 * publishes again what it knows and the log does not. A line whose names were all made under keys that are not here may
 * revoke anything, so the log counts as unheard until the line has run out or a key is back. Thread-safe.
 *
 * @since 0.1.0
 */
public final class RevocationReplica {

    private static final Logger log = LoggerFactory.getLogger(RevocationReplica.class);
    private static final int LINES_AT_ONCE = 500;
    private static final int PAGES_AT_ONCE = 1000;

    private final RevocationLog lines;
    private final Freshness freshness;
    private final RevocationNames names;
    private final Revocations revocations;
    private final Lock oneAtATime = new ReentrantLock();
    private final AtomicReference<Reading> reading = new AtomicReference<>(Reading.fromTheStart(Set.of()));
    private final AtomicBoolean inTouch = new AtomicBoolean(true);

    private RevocationReplica(
            RevocationLog lines, Freshness freshness, RevocationNames names, Revocations revocations) {
        this.lines = lines;
        this.freshness = freshness;
        this.names = names;
        this.revocations = revocations;
    }

    /**
     * {@return a replica that has heard nothing yet}
     *
     * @param lines the log of this service
     * @param names under which revocations stand there
     * @param maxLifetime longer than any accepted token can live, the same for every instance; more than zero
     * @param staleness what to do when the log is not heard
     * @param clock by which revocations end
     * @param nanoTime monotonic time
     */
    public static RevocationReplica of(
            RevocationLog lines,
            StateNames names,
            Duration maxLifetime,
            Staleness staleness,
            Clock clock,
            LongSupplier nanoTime) {
        Freshness freshness = new Freshness(staleness, nanoTime);
        RevocationNames shared = new SharedRevocationNames(names, lines);
        return new RevocationReplica(
                lines, freshness, shared, Revocations.replicated(maxLifetime, clock, nanoTime, shared, freshness));
    }

    /** {@return the revocations of the fleet, as they are known here} */
    public Revocations revocations() {
        return revocations;
    }

    /** {@return whether the log was heard within the accepted time; otherwise this instance is on its own} */
    public boolean isInTouch() {
        return freshness.isFresh();
    }

    /**
     * Publishes what was revoked here and reads what others revoked; to be called every half second or so, as it is also the
     * heartbeat. Never throws.
     *
     * @return whether the end of the log was reached
     */
    public boolean synchronise() {
        oneAtATime.lock();
        try {
            heedKeys();
            boolean reached = readToTheEnd();
            tell(reached);
            return reached;
        } catch (RuntimeException e) {
            log.error("the log of revocations cannot be used: {}", Defect.name(e));
            tell(false);
            return false;
        } finally {
            oneAtATime.unlock();
        }
    }

    /** What was read under other keys is read again: some of it may be unknown now, or known. */
    private void heedKeys() {
        Set<String> keys = names.keys();
        if (!keys.equals(Objects.requireNonNull(reading.get()).keys())) {
            reading.set(Reading.fromTheStart(keys));
            revocations.keysChanged();
        }
    }

    private boolean readToTheEnd() {
        for (int page = 0; page < PAGES_AT_ONCE; page++) {
            long asked = freshness.now(); // what is appended while the answer travels is not in it
            Optional<Boolean> atTheEnd = readOnePage();
            if (atTheEnd.isEmpty()) {
                return false;
            }
            if (atTheEnd.get()) {
                boolean understood = isUnderstood();
                if (understood) {
                    freshness.heard(asked);
                }
                return understood;
            }
        }
        return false;
    }

    /** {@return whether nothing is left to read and to publish, or nothing if there was no answer} */
    private Optional<Boolean> readOnePage() {
        Reading now = Objects.requireNonNull(reading.get());
        List<RevocationEntry> additions = now.isCatchingUp() ? List.of() : revocations.unpublished(LINES_AT_ONCE);
        Optional<Page> answer = lines.exchange(now.position(), additions);
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        Page page = answer.get();
        if (page.continuity() == Continuity.LOST) {
            log.warn("the log of revocations lost lines; publishing again what is known here");
            reading.set(Reading.fromTheStart(now.keys()));
            return Optional.of(false);
        }
        revocations.published(additions);
        page.entries().forEach(revocations::hear);
        List<RevocationEntry> hidden = page.entries().stream()
                .filter(entry -> !entry.canBeReadWith(now.keys()) && !revocations.isOver(entry))
                .toList();
        if (!hidden.isEmpty() && now.hidden().isEmpty()) {
            log.warn("the log of revocations has lines under keys that are not in the keyset of this instance");
        }
        reading.set(now.after(page, hidden));
        return Optional.of(page.entries().isEmpty() && isComplete(now));
    }

    private boolean isUnderstood() {
        return Objects.requireNonNull(reading.get()).hidden().stream().allMatch(revocations::isOver);
    }

    private boolean isComplete(Reading now) {
        now.seen().ifPresent(revocations::publishBeyond);
        reading.set(now.caughtUp());
        return revocations.unpublished(1).isEmpty();
    }

    private void tell(boolean reached) {
        if (inTouch.getAndSet(reached) != reached) {
            if (reached) {
                log.info("the log of revocations is heard again");
            } else {
                log.warn("the log of revocations cannot be heard");
            }
        }
    }

    /**
     * How far the log was read.
     *
     * @param keys under which
     * @param position the last line
     * @param seen while catching up from the first line: what stands in the log
     * @param hidden lines that mean nobody knows whom
     */
    private record Reading(
            Set<String> keys,
            String position,
            Optional<Map<List<StateName>, RevocationEntry>> seen,
            List<RevocationEntry> hidden) {

        static Reading fromTheStart(Set<String> keys) {
            return new Reading(keys, "", Optional.of(new HashMap<>()), List.of());
        }

        boolean isCatchingUp() {
            return seen.isPresent();
        }

        Reading after(Page page, List<RevocationEntry> moreHidden) {
            seen.ifPresent(names ->
                    page.entries().forEach(entry -> names.merge(entry.names(), entry, RevocationEntry::widenedBy)));
            List<RevocationEntry> all =
                    Stream.concat(hidden.stream(), moreHidden.stream()).toList();
            return new Reading(keys, page.position(), seen, all);
        }

        Reading caughtUp() {
            return new Reading(keys, position, Optional.empty(), hidden);
        }
    }
}
