package io.redoubt.token;

import io.redoubt.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The time in which a token is good (RFC 7519 sections 4.1.4 to 4.1.6), clock skew included. The same question is asked
 * of a token that is seen for the first time and of one that is remembered.
 */
final class TokenTimes {

    private final Instant issuedAt;
    private final Instant expiresAt;
    private final TokenLimits limits;
    private final long goodFromMillis;
    private final long goodBeforeMillis;

    private TokenTimes(Instant issuedAt, Instant notBefore, Instant expiresAt, TokenLimits limits) {
        this.issuedAt = issuedAt;
        this.expiresAt = expiresAt;
        this.limits = limits;
        long skewMillis = limits.clockSkew().toMillis();
        this.goodFromMillis = Math.max(issuedAt.toEpochMilli(), notBefore.toEpochMilli()) - skewMillis;
        this.goodBeforeMillis = expiresAt.toEpochMilli() + skewMillis;
    }

    /** @throws RefusedException if a date is missing or malformed */
    static TokenTimes read(Claims claims, TokenLimits limits) throws RefusedException {
        Instant issuedAt = claims.requireDate("iat");
        return new TokenTimes(issuedAt, claims.date("nbf").orElse(issuedAt), claims.requireDate("exp"), limits);
    }

    Instant issuedAt() {
        return issuedAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    Duration clockSkew() {
        return limits.clockSkew();
    }

    /** {@return why the token is not good at this moment, or nothing} */
    Optional<Reason> refusalAt(long nowMillis) {
        if (nowMillis >= goodBeforeMillis) {
            return Optional.of(Reason.EXPIRED);
        }
        return nowMillis < goodFromMillis ? Optional.of(Reason.NOT_YET_VALID) : Optional.empty();
    }

    /** @throws RefusedException if the times are not good now, contradict each other or are too far apart */
    void require(long nowMillis) throws RefusedException {
        Optional<Reason> refusal = refusalAt(nowMillis);
        if (refusal.isPresent()) {
            throw new RefusedException(refusal.get());
        }
        if (!expiresAt.isAfter(issuedAt)) {
            throw new RefusedException(Reason.MALFORMED_CLAIM, "the token expires no later than it was issued");
        }
        if (Duration.between(issuedAt, expiresAt).compareTo(limits.maxLifetime()) > 0) {
            throw new RefusedException(Reason.LIFETIME_TOO_LONG);
        }
    }
}
