package io.redoubt.cli;

import io.redoubt.ServiceName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Too few instances have shown that they have the new keys, or a statement speaks against it.
 *
 * @param service the service
 * @param needed how many instances there are
 * @param ready how many have shown it
 * @param shown what each statement shows
 */
record ReadinessAnswer(ServiceName service, int needed, int ready, List<Shown> shown) implements Answer {

    /**
     * A statement.
     *
     * @param source where it comes from
     * @param instance which instance has the keys
     * @param refused why it does not count
     */
    record Shown(String source, Optional<String> instance, Optional<String> refused) {

        private Map<String, Object> members() {
            return Members.of("source", source)
                    .andIfPresent("instance", instance)
                    .andIfPresent("refused", refused)
                    .map();
        }
    }

    @Override
    public boolean isGood() {
        return false;
    }

    @Override
    public Map<String, Object> members() {
        return Members.of("promoted", false)
                .and("service", service)
                .and("replicas", needed)
                .and("ready", ready)
                .and("statements", shown.stream().map(Shown::members).toList())
                .map();
    }

    @Override
    public void print(Page page) {
        page.verdict("Nothing was promoted: " + ready + " of " + needed + " instances are ready.", this)
                .blank()
                .table(
                        List.of("STATEMENT", "RESULT"),
                        shown.stream()
                                .map(one -> List.of(
                                        one.source(),
                                        one.refused()
                                                .or(() -> one.instance().map(name -> "ready: " + name))
                                                .orElse("says nothing"))))
                .steps(
                        "Next",
                        List.of(
                                "see that every instance of " + service + " has loaded the newest keyset",
                                "fetch the statements again, one of each instance, and give all of them"));
    }
}
