package io.redoubt.key;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a service finds its keyset, and what it believes of it. Immutable and thread-safe.
 *
 * @param trustDomain the trust domain of this service
 * @param service the name of this service
 * @param file the keyset file, perhaps a symbolic link within its mount
 * @param provisionerKeys whose signature counts: public keys as 'redoubt keys init' prints them; at least one, and kept
 *     elsewhere than the file
 * @param permissions what happens when everybody can read the file
 * @param recipientKey the file of this service's own recipient key, if keysets are wrapped for it
 * @param minGeneration no generation below this is accepted; 1 or more
 * @param stateDirectory where the highest generation is remembered over restarts, if it is
 * @since 0.1.0
 */
public record KeysetLocation(
        TrustDomain trustDomain,
        ServiceName service,
        Path file,
        List<String> provisionerKeys,
        FilePermissions permissions,
        Optional<Path> recipientKey,
        long minGeneration,
        Optional<Path> stateDirectory) {

    /**
     * Copies the list.
     *
     * @param trustDomain the trust domain of this service
     * @param service the name of this service
     * @param file the keyset file
     * @param provisionerKeys whose signature counts
     * @param permissions what happens when everybody can read the file
     * @param recipientKey the file of this service's own recipient key
     * @param minGeneration no generation below this is accepted
     * @param stateDirectory where the highest generation is remembered over restarts
     */
    public KeysetLocation {
        provisionerKeys = List.copyOf(provisionerKeys);
    }
}
