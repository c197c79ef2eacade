package io.redoubt.spring;

import io.redoubt.MacKeys;
import io.redoubt.access.ClientCertificates;
import io.redoubt.state.ReplayGuard;
import io.redoubt.token.DpopNonces;
import io.redoubt.token.ProofOfPossession;
import io.redoubt.token.SenderConstraint;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How tokens may, and must, be bound to whoever uses them.
 *
 * @param accepted the ways in which a token may be bound
 * @param required those in which each must be
 * @param nonce when a DPoP proof must hold a nonce
 * @param nonceKeys under which nonces are made, if instances share them
 * @param certificates where a client's certificate is to be found
 */
record SenderConstraintSettings(
        Set<SenderConstraint> accepted,
        Set<SenderConstraint> required,
        NonceDemand nonce,
        Optional<MacKeys> nonceKeys,
        ClientCertificates certificates) {

    ProofOfPossession proofs(ReplayGuard replays) {
        ProofOfPossession proofs = ProofOfPossession.none();
        if (accepted.contains(SenderConstraint.MTLS)) {
            proofs = proofs.byCertificate();
        }
        if (accepted.contains(SenderConstraint.DPOP)) {
            Clock clock = Clock.systemUTC();
            DpopNonces nonces = nonceKeys
                    .map(keys -> DpopNonces.under(keys, clock))
                    .orElseGet(() -> DpopNonces.ofThisProcess(new SecureRandom(), clock));
            proofs = nonce == NonceDemand.REQUIRED
                    ? proofs.byKeyAndNonce(replays, nonces, clock)
                    : proofs.byKey(replays, nonces, clock);
        }
        return proofs;
    }

    /** {@return what is accepted, for the start-up line} */
    String describe() {
        return accepted.isEmpty()
                ? "none"
                : new TreeSet<>(accepted)
                        .stream()
                                .map(constraint -> constraint.settingName()
                                        + (required.contains(constraint) ? " required" : " optional"))
                                .collect(Collectors.joining(", "));
    }

    /** When a DPoP proof must hold a nonce. */
    enum NonceDemand {
        /** Where it cannot be known otherwise that it is new. */
        IN_DOUBT,
        REQUIRED
    }
}
