package io.redoubt.cli;

import io.redoubt.ServiceName;
import io.redoubt.provisioning.Fleet;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "remove",
        description = "Removes a service and its keyset file. Its name is never used again in this fleet.")
final class Remove extends ServiceStep {

    @Option(names = "--yes", description = "Yes: nothing brings the name back.")
    private boolean yes;

    Remove(Terminal terminal) {
        super(terminal);
    }

    @Override
    void check() {
        if (!yes) {
            throw misuse("nothing brings the name back: if this is meant, add --yes");
        }
    }

    @Override
    Answer take(Fleet fleet, ServiceName service) {
        fleet.remove(service);
        return new Removed(service);
    }

    private record Removed(ServiceName service) implements Answer {

        @Override
        public Map<String, Object> members() {
            return Members.of("removed", service).map();
        }

        @Override
        public void print(Page page) {
            page.verdict(service + " is removed, and its name is never used again.", this)
                    .line("Take it out of fleet.json, and delete the keyset where it was delivered.");
        }
    }
}
