package io.redoubt.spring;

import io.redoubt.MacKeys;
import io.redoubt.key.Purpose;
import io.redoubt.key.ServiceKeyset;
import java.util.List;
import java.util.Optional;

/**
 * The keys with which the instances of this service recognise each other's codes, where it has a keyset.
 *
 * @param dpopNonce for nonces of DPoP proofs
 * @param stateKey for names in a shared store
 */
record ServiceMacKeys(Optional<MacKeys> dpopNonce, Optional<MacKeys> stateKey) {

    /** {@return those of a keyset, each if it was issued} */
    static ServiceMacKeys of(ServiceKeyset keyset) {
        return new ServiceMacKeys(of(keyset, Purpose.DPOP_NONCE), of(keyset, Purpose.STATE_KEY));
    }

    private static Optional<MacKeys> of(ServiceKeyset keyset, Purpose purpose) {
        return keyset.has(purpose) ? Optional.of(keyset.macs(purpose)) : Optional.empty();
    }

    /** {@return none, for a service without keys} */
    static ServiceMacKeys none() {
        return new ServiceMacKeys(Optional.empty(), Optional.empty());
    }

    /** {@return what stands for keys that could not be had, so that nothing is missed because of that; the start fails anyway} */
    static ServiceMacKeys assumed() {
        MacKeys keys = List::of;
        return new ServiceMacKeys(Optional.of(keys), Optional.of(keys));
    }
}
