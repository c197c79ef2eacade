package io.redoubt.key;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * For whom and for which time a keyset was issued. Immutable and thread-safe.
 *
 * @param trustDomain the trust domain
 * @param service the service
 * @param generation how many keysets were issued to the service by now; 1 or more
 * @param root the name of the root: 1 to 64 of {@code [a-z0-9._-]}
 * @param notBefore since when it is valid, in whole seconds
 * @param expires until when new things are made with it, in whole seconds
 * @since 0.1.0
 */
public record KeysetHeader(
        TrustDomain trustDomain,
        ServiceName service,
        long generation,
        String root,
        Instant notBefore,
        Instant expires) {

    /** The last generation there can be. */
    public static final long MAX_GENERATION = (1L << 32) - 1;

    private static final Pattern ROOT = Pattern.compile("[a-z0-9._-]{1,64}");

    /**
     * Accepts what fits together.
     *
     * @param trustDomain the trust domain
     * @param service the service
     * @param generation how many keysets were issued to the service by now
     * @param root the name of the root
     * @param notBefore since when it is valid
     * @param expires until when new things are made with it
     * @throws IllegalArgumentException if the generation or the root's name is out of range, a moment has a fraction of a
     *     second, or the keyset expires before it is valid
     */
    public KeysetHeader {
        if (generation < 1 || generation > MAX_GENERATION) {
            throw new IllegalArgumentException("a generation is a number from 1 to 2^32 - 1");
        }
        if (!ROOT.matcher(root).matches()) {
            throw new IllegalArgumentException("the name of a root is 1 to 64 of [a-z0-9._-]");
        }
        if (!isWhole(notBefore) || !isWhole(expires) || !notBefore.isBefore(expires)) {
            throw new IllegalArgumentException("a keyset is valid for some whole seconds");
        }
    }

    private static boolean isWhole(Instant moment) {
        return moment.equals(moment.truncatedTo(ChronoUnit.SECONDS));
    }
}
