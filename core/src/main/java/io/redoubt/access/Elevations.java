package io.redoubt.access;

import io.redoubt.Reason;
import io.redoubt.state.ReplayGuard;
import io.redoubt.state.SingleUse;
import io.redoubt.token.Refusal;
import io.redoubt.token.VerifiedToken;
import java.util.Optional;

/** Tokens of a login that are good for one request, each spent with the request that it let through. */
final class Elevations {

    private final ReplayGuard replays;

    Elevations(ReplayGuard replays) {
        this.replays = replays;
    }

    /** {@return why the token is good for no request any more, or nothing; then it was good for this one} */
    Optional<Refusal> spend(VerifiedToken token) {
        if (token.tokenId().isEmpty()) {
            return Optional.of(Refusal.of(Reason.ELEVATION_SPENT));
        }
        SingleUse use = new SingleUse(
                SingleUse.Scope.ELEVATION,
                token.issuer(),
                token.tokenId().get(),
                token.issuedAt().minus(token.clockSkew()),
                token.expiresAt().plus(token.clockSkew()));
        return switch (replays.firstUse(use)) {
            case FIRST -> Optional.empty();
            case REPLAYED -> Optional.of(Refusal.of(Reason.ELEVATION_SPENT));
            case FORGOTTEN ->
                Optional.of(new Refusal(
                        Reason.STATE_UNAVAILABLE,
                        "the token is older than the memory of spent tokens, so nobody knows whether it was spent"));
            case OVER_QUOTA, FULL -> Optional.of(Refusal.of(Reason.REPLAY_MEMORY_FULL));
            case UNAVAILABLE -> Optional.of(Refusal.of(Reason.STATE_UNAVAILABLE));
        };
    }
}
