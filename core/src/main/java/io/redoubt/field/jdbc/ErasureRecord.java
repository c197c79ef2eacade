package io.redoubt.field.jdbc;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.internal.Enc;
import io.redoubt.internal.Sha256;
import io.redoubt.key.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

/**
 * That somebody was erased, or reinstated: who did it, when and why, and what was removed. Each has the hash of the one before it, so
 * that none can be changed or taken out without all later ones. Immutable and thread-safe.
 *
 * @param position among all records, from 1 and without gaps
 * @param action what was done
 * @param subject to whom
 * @param number the highest number of the subject's keys: all up to it were erased, or it is the new one
 * @param at when, by the clock of the database
 * @param by who asked for it, as the application calls them
 * @param reason why
 * @param cleared how many codes of each blind index were removed, as JSON: field, slash, index, and the number
 * @param previous the hash of the record before it, empty for the first one
 * @param hash SHA-256 over everything else, as 64 hexadecimal digits
 * @since 0.1.0
 */
public record ErasureRecord(
        long position,
        Action action,
        Subject subject,
        long number,
        Instant at,
        String by,
        String reason,
        String cleared,
        String previous,
        String hash) {

    /** {@return the record with its hash} */
    ErasureRecord hashed(TrustDomain trustDomain, ServiceName service) {
        byte[] all = Enc.label("redoubt/erasure/v1")
                .ascii(trustDomain.value())
                .ascii(service.value())
                .number(position)
                .ascii(action.name())
                .optionalText(subject.tenant())
                .text(subject.id())
                .number(number)
                .ascii(Long.toString(at.toEpochMilli()))
                .text(by)
                .text(reason)
                .bytes(cleared.getBytes(StandardCharsets.UTF_8))
                .ascii(previous)
                .toBytes();
        return new ErasureRecord(
                position,
                action,
                subject,
                number,
                at,
                by,
                reason,
                cleared,
                previous,
                HexFormat.of().formatHex(Sha256.digest().digest(all)));
    }

    /** {@return position, action and time: nobody's name} */
    @Override
    public String toString() {
        return "ErasureRecord " + position + ": " + action + " at " + at;
    }

    /**
     * What was done to a subject.
     *
     * @since 0.1.0
     */
    public enum Action {
        /** Its keys are gone. */
        ERASE,
        /** It has a new one. */
        REINSTATE
    }
}
