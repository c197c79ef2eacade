package io.redoubt.provisioning;

import io.redoubt.ServiceName;
import io.redoubt.key.Purpose;
import java.util.List;

/**
 * What came of making a whole fleet again. Immutable and thread-safe.
 *
 * @param services how many services were made again
 * @param leaves how many keys were made again
 * @param destroyed how many keys were not, because they are destroyed
 * @param differences keys that are not what the manifest says
 * @since 0.1.0
 */
public record RestoreReport(int services, int leaves, int destroyed, List<Difference> differences) {

    /**
     * Copies the list.
     *
     * @param services how many services were made again
     * @param leaves how many keys were made again
     * @param destroyed how many keys were not
     * @param differences keys that are not what the manifest says
     */
    public RestoreReport {
        differences = List.copyOf(differences);
    }

    /** {@return whether every key was made again as it was} */
    public boolean isWhole() {
        return differences.isEmpty();
    }

    /**
     * A key that is not what the manifest says.
     *
     * @param service the service
     * @param purpose what the key is for
     * @param epoch the epoch
     * @param what in what it differs
     */
    public record Difference(ServiceName service, Purpose purpose, int epoch, What what) {}

    /** In what a key differs. */
    public enum What {
        /** It comes from another root than the one that is open. */
        ROOT("comes from another root"),
        /** Its id is another one. */
        KID("has another key id"),
        /** It is another key. */
        FINGERPRINT("has another fingerprint"),
        /** Its public half is another one. */
        PUBLIC_KEY("has another public key"),
        /** It is another one's key as well, or begins like it. */
        SHARED("shares its bytes, or the first eight, with another key");

        private final String problem;

        What(String problem) {
            this.problem = problem;
        }

        /** {@return what is wrong, to be read after "the key"} */
        public String problem() {
            return problem;
        }
    }
}
