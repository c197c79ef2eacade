package io.redoubt.testkit;

import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Good requests with a bound token, of which only the proof is changed. */
final class Proofs {

    private Proofs() {}

    static Function<RequestTarget, RawRequest> with(UnaryOperator<DpopProof> change) {
        return with((target, proof) -> change.apply(proof));
    }

    static Function<RequestTarget, RawRequest> with(BiFunction<RequestTarget, DpopProof, DpopProof> change) {
        return target -> {
            String token = target.bound().sign();
            return target.proven(token, change.apply(target, target.proof(token)));
        };
    }

    /** {@return a good request whose proof is spelled differently} */
    static Function<RequestTarget, RawRequest> spelled(UnaryOperator<String> change) {
        return target -> {
            String token = target.bound().sign();
            return target.get(RequestTarget.ORDERS)
                    .dpop(token, change.apply(target.proof(token).sign()));
        };
    }

    /** {@return a good request with a key for this algorithm} */
    static Function<RequestTarget, RawRequest> by(String algorithm) {
        return target -> {
            DpopKey key = target.newKey(algorithm);
            String token = target.good().boundTo(key).sign();
            return target.proven(token, target.proof(key, "GET", RequestTarget.ORDERS, token));
        };
    }
}
