/**
 * What must be remembered after a decision, so that the next one can heed it: {@link io.redoubt.state.Revocations} says
 * which good tokens are good no more.
 */
@NullMarked
package io.redoubt.state;

import org.jspecify.annotations.NullMarked;
