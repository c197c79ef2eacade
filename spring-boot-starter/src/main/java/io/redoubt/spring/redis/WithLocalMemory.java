package io.redoubt.spring.redis;

import io.redoubt.state.ReplayGuard;
import io.redoubt.state.SingleUse;
import io.redoubt.state.Use;

/**
 * Goes on with what this instance knows by itself while the store is out of reach. It takes note of every item all the
 * time, or it would know nothing then; and what was used here meanwhile stays used when the store is back.
 *
 * @param store what the fleet knows
 * @param local what this instance knows
 */
record WithLocalMemory(ReplayGuard store, ReplayGuard local) implements ReplayGuard {

    @Override
    public Use firstUse(SingleUse item) {
        Use here = local.firstUse(item);
        if (here != Use.FIRST && here != Use.FORGOTTEN) {
            return here;
        }
        Use everywhere = store.firstUse(item);
        return everywhere == Use.UNAVAILABLE ? here : everywhere;
    }
}
