package io.redoubt.access;

import io.redoubt.ConfigurationException;
import io.redoubt.Reason;
import io.redoubt.token.UserAuthentication;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a rule asks of the login behind a token (RFC 9470), so that a second factor cannot be skipped.
 *
 * <p>Immutable and thread-safe.
 *
 * @param acr the authentication context class that the login must have reached
 * @param amr authentication methods (RFC 8176) that must have been used, every one of them
 * @param maxAge how long ago the login may be, in whole seconds; what the issuer does not say is too long ago
 * @param uses how often one token is good for it
 * @since 0.1.0
 */
public record StepUp(Optional<String> acr, Set<String> amr, Optional<Duration> maxAge, Uses uses) {

    /** Asks nothing of the login. */
    public static final StepUp NONE = new StepUp(Optional.empty(), Set.of(), Optional.empty(), Uses.MANY);

    /** Printable ASCII that stands in a quoted list as it is: no space, no quote, no backslash. */
    private static final Pattern PLAIN = Pattern.compile("[!#-\\[\\]-~]{1,255}");

    /**
     * Keeps the demand unchangeable.
     *
     * @param acr the authentication context class
     * @param amr the authentication methods
     * @param maxAge how long ago the login may be
     * @param uses how often one token is good for it
     * @throws ConfigurationException if {@code acr} or {@code amr} cannot be written into a challenge, or {@code maxAge} is
     *     shorter than a second
     */
    public StepUp {
        if (acr.filter(value -> !PLAIN.matcher(value).matches()).isPresent()) {
            throw new ConfigurationException(
                    "acr",
                    "is not an authentication context class",
                    "write one value without space, quote and backslash, such as urn:example:mfa");
        }
        if (!amr.stream().allMatch(value -> PLAIN.matcher(value).matches())) {
            throw new ConfigurationException(
                    "amr", "has an element that is no authentication method", "write values such as otp or hwk");
        }
        if (maxAge.filter(age -> age.toSeconds() < 1).isPresent()) {
            throw new ConfigurationException(
                    "max-age", "is shorter than a second", "write a duration such as 5m; a bare number is seconds");
        }
        amr = Collections.unmodifiableSet(new TreeSet<>(amr));
    }

    boolean asksNothing() {
        return acr.isEmpty() && amr.isEmpty() && maxAge.isEmpty();
    }

    /** {@return why the login does not do, or nothing if it does} */
    Optional<Reason> unmetBy(UserAuthentication login, Instant now) {
        if (acr.isPresent() && !login.reaches(acr.get())) {
            return Optional.of(Reason.INSUFFICIENT_ACR);
        }
        if (!login.methods().containsAll(amr)) {
            return Optional.of(Reason.INSUFFICIENT_AMR);
        }
        return maxAge.isEmpty() || isRecent(login, maxAge.get(), now)
                ? Optional.empty()
                : Optional.of(Reason.LOGIN_TOO_OLD);
    }

    /** A login in the future says that one of two clocks is wrong; then nobody knows how long ago it was. */
    private static boolean isRecent(UserAuthentication login, Duration maxAge, Instant now) {
        return login.time()
                .filter(time -> !time.isAfter(now.plus(CLOCK_SKEW))
                        && !time.plus(maxAge).isBefore(now))
                .isPresent();
    }

    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    /** How often one token is good for what a rule covers. */
    public enum Uses {
        /** Until it expires. */
        MANY,
        /** Once: its identifier is spent with the request that it let through. */
        ONE
    }
}
