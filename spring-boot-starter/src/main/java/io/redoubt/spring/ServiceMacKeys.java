package io.redoubt.spring;

import io.redoubt.MacKeys;
import java.util.Optional;

/**
 * The keys with which the instances of this service recognise each other's codes, where it has a keyset.
 *
 * @param dpopNonce for nonces of DPoP proofs
 * @param stateKey for names in a shared store
 */
record ServiceMacKeys(Optional<MacKeys> dpopNonce, Optional<MacKeys> stateKey) {

    static final ServiceMacKeys NONE = new ServiceMacKeys(Optional.empty(), Optional.empty());
}
