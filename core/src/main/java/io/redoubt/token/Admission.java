package io.redoubt.token;

import java.util.function.Supplier;

/**
 * Decides whether there is room now for the work that a token needs that was not seen before: parsing, and above all the
 * signature. A token that is answered from memory is never asked about. Implementations are thread-safe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Admission {

    /**
     * Does the work, now or after a short wait, or refuses to.
     *
     * @param check the work; to be done at most once, on this thread
     * @return its result, or a refusal if there is no room
     */
    Verification admit(Supplier<Verification> check);

    /**
     * Does the same for a call to an introspection endpoint, which costs waiting instead of work: it takes no room from
     * checks, nor they from it. Unless it is overridden, each call is made as it comes.
     *
     * @param call the call; to be made at most once, on this thread
     * @return its result, or a refusal if there is no room
     */
    default Verification admitCall(Supplier<Verification> call) {
        return call.get();
    }
}
