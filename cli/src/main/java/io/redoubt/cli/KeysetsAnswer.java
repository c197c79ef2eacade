package io.redoubt.cli;

import io.redoubt.provisioning.FleetDirectory;
import io.redoubt.provisioning.KeyRecord;
import io.redoubt.provisioning.ServiceRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keysets that were written.
 *
 * @param services the services, as they are now
 * @param directory where their keysets are
 * @param next what to do with them
 */
record KeysetsAnswer(List<ServiceRecord> services, FleetDirectory directory, List<String> next) implements Answer {

    /** More services than this are only listed. */
    private static final int TOLD_IN_FULL = 3;

    static KeysetsAnswer of(ServiceRecord service, FleetDirectory directory, String... next) {
        return new KeysetsAnswer(List.of(service), directory, List.of(next));
    }

    @Override
    public Map<String, Object> members() {
        return Members.of(
                        "services",
                        services.stream().map(service -> members(service)).toList())
                .map();
    }

    private Map<String, Object> members(ServiceRecord service) {
        return Members.of("service", service.service())
                .and("generation", service.generation())
                .and("notBefore", service.notBefore())
                .and("expires", service.expires())
                .and("file", directory.keyset(service.service()))
                .and("sha256", service.keyset())
                .andIfPresent("recipient", service.recipient().map(key -> key.text()))
                .and("keys", service.keys().stream().map(KeyTable::members).toList())
                .map();
    }

    @Override
    public void print(Page page) {
        if (services.size() > TOLD_IN_FULL) {
            page.table(
                    List.of("SERVICE", "GENERATION", "EXPIRES", "KEYS"),
                    services.stream()
                            .map(service -> List.of(
                                    service.service().value(),
                                    String.valueOf(service.generation()),
                                    service.expires().toString(),
                                    String.valueOf(service.delivered().size()))));
            page.blank().fact("keysets", directory.out());
        } else {
            services.forEach(service -> print(page, service));
            page.line("Each key by its id and its fingerprint: redoubt keys inspect FILE");
        }
        page.steps("Next", next);
    }

    private void print(Page page, ServiceRecord service) {
        page.heading(service.service() + ", generation " + service.generation())
                .fact("keyset", directory.keyset(service.service()))
                .fact("expires", service.expires())
                .fact("wrapped for", wrap(service.recipient().map(key -> key.id())));
        KeyTable.printByEpoch(
                page, service.keys().stream().map(KeyRecord::entry).toList());
        page.blank();
    }

    private static String wrap(Optional<String> recipient) {
        return recipient.orElse("nobody: whoever reads the file has the keys");
    }
}
