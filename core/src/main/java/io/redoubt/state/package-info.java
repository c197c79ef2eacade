/**
 * What must be remembered after a decision, so that the next one can heed it: {@link io.redoubt.state.Revocations} says
 * which good tokens are good no more, {@link io.redoubt.state.ReplayGuard} what was used already and is good for one use.
 */
@NullMarked
package io.redoubt.state;

import org.jspecify.annotations.NullMarked;
