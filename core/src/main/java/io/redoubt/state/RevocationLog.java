package io.redoubt.state;

import java.util.List;
import java.util.Optional;

/**
 * The log by which the instances of a service tell each other what is revoked: all see the same lines in the same order. To
 * be implemented over a store that they share; {@link RevocationReplica} does the rest.
 *
 * @since 0.1.0
 */
public interface RevocationLog {

    /**
     * Appends lines, then reads what stands after a place; in one step, if the line at that place is still there. If it is
     * not, the log has been lost or has forgotten lines, and nothing is appended.
     *
     * <p>Called by one thread at a time. It must return within a few seconds, whatever the store does. A store that only
     * repeats what it once knew, such as a replica that cannot be written to, must not answer.
     *
     * @param after the last line that was read, as {@link Page#position} named it, or empty to read from the first line
     * @param additions at most 500 lines to append; none of them may be lost if there is an answer
     * @return what stands there, or nothing if the store did not answer
     */
    Optional<Page> exchange(String after, List<RevocationEntry> additions);

    /**
     * {@return whether, not long ago, an instance without keys read this log: it knows no name that was made under one}
     *
     * <p>A log that does not know says no. Such an instance then counts it as unheard.
     */
    default boolean isReadWithoutKeys() {
        return false;
    }

    /**
     * What an exchange gave.
     *
     * @param continuity whether the log goes on where it was left
     * @param entries the next lines, the first ones first; none only at the end of the log
     * @param position the place of the last of them, or the one that was asked for if there is none
     */
    record Page(Continuity continuity, List<RevocationEntry> entries, String position) {

        /**
         * Keeps the page unchangeable.
         *
         * @param continuity whether the log goes on where it was left
         * @param entries the next lines
         * @param position the place of the last of them
         */
        public Page {
            entries = List.copyOf(entries);
        }
    }

    /** Whether a log is the one that was read before. */
    enum Continuity {
        /** It is. */
        CONTINUED,
        /** Lines are gone that were there: it was emptied, restored or failed over. */
        LOST
    }
}
