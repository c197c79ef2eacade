package io.redoubt.provisioning;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.internal.Enc;
import io.redoubt.internal.Sha256;
import io.redoubt.key.Purpose;
import io.redoubt.key.Suite;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** How the suite of a service is chosen. Immutable and thread-safe. */
sealed interface SuiteChoice {

    /** {@return the suite of this service} */
    Suite suite(TrustDomain trustDomain, Purpose purpose, ServiceName service);

    /** {@return the suite, if it was chosen by hand} */
    Optional<Suite> explicit();

    /** {@return every suite that may come of it} */
    List<Suite> all();

    /**
     * Chosen by hand.
     *
     * @param suite the suite
     */
    record Explicit(Suite suite) implements SuiteChoice {

        @Override
        public Suite suite(TrustDomain trustDomain, Purpose purpose, ServiceName service) {
            return suite;
        }

        @Override
        public Optional<Suite> explicit() {
            return Optional.of(suite);
        }

        @Override
        public List<Suite> all() {
            return List.of(suite);
        }
    }

    /**
     * Spread over some suites by the highest rendezvous hash: of the suites in the list, that one whose
     * {@code SHA-256(enc("redoubt/spread/v1", trustDomain, purpose, service, suite))} is the greatest, compared as unsigned
     * numbers, big-endian. So a suite that joins or leaves the list moves only the services that it wins or loses.
     *
     * @param all the suites, in any order
     */
    record Spread(List<Suite> all) implements SuiteChoice {

        /**
         * Accepts suites that differ.
         *
         * @throws IllegalArgumentException if there is none, or one twice
         */
        public Spread {
            all = List.copyOf(all);
            if (all.isEmpty() || new HashSet<>(all).size() != all.size()) {
                throw new IllegalArgumentException("a spread is over suites that differ");
            }
        }

        @Override
        public Suite suite(TrustDomain trustDomain, Purpose purpose, ServiceName service) {
            return all.stream()
                    .max((one, other) -> Arrays.compareUnsigned(
                            score(trustDomain, purpose, service, one), score(trustDomain, purpose, service, other)))
                    .orElseThrow();
        }

        private static byte[] score(TrustDomain trustDomain, Purpose purpose, ServiceName service, Suite suite) {
            return Sha256.digest()
                    .digest(Enc.label("redoubt/spread/v1")
                            .ascii(trustDomain.value())
                            .ascii(purpose.id())
                            .ascii(service.value())
                            .ascii(suite.id())
                            .toBytes());
        }

        @Override
        public Optional<Suite> explicit() {
            return Optional.empty();
        }
    }
}
