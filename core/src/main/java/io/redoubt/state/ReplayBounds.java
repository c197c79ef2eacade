package io.redoubt.state;

/**
 * How many used items are remembered at a time. What is beyond is refused.
 *
 * @param ofOneProofKey DPoP proofs of one key; other items are made by an issuer, not by a caller, and have no quota
 * @param ofOneScope items of one scope
 */
record ReplayBounds(int ofOneProofKey, int ofOneScope) {

    /** 1,000 a second, for as long as each is kept: a window of 60 s, a skew of 30 s and the margin. */
    static final ReplayBounds DEFAULT =
            new ReplayBounds(1_000 * (60 + 30 + (int) InProcessReplayGuard.MARGIN.toSeconds()), 1_000_000);

    int ofOneOwner(SingleUse.Scope scope) {
        return scope == SingleUse.Scope.DPOP_PROOF ? ofOneProofKey : ofOneScope;
    }
}
