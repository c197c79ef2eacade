package io.redoubt.cli;

import io.redoubt.ServiceName;
import io.redoubt.provisioning.BlastRadius;
import io.redoubt.provisioning.FleetRecords;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "blast-radius",
        description =
                "Says what somebody who took a service has, what he reaches with it, what he does not, and what to do.")
final class BlastRadiusCommand extends RecordsAction {

    @Parameters(paramLabel = "SERVICE", description = "The service.")
    private ServiceName service;

    BlastRadiusCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer look(FleetRecords records) {
        return new Reach(BlastRadius.of(records.manifest(), service), isPinned());
    }

    private record Reach(BlastRadius radius, boolean pinned) implements Answer {

        @Override
        public boolean isGood() {
            return radius.sharedKeys() == 0;
        }

        @Override
        public Map<String, Object> members() {
            return Members.of("service", radius.service())
                    .and("pinned", pinned)
                    .and("held", radius.held().stream().map(KeyTable::members).toList())
                    .and("reaches", radius.reaches())
                    .and("safe", radius.safe())
                    .and("keysOfOthers", radius.keysOfOthers())
                    .and("sharedKeys", radius.sharedKeys())
                    .and("contain", radius.contain())
                    .map();
        }

        @Override
        public void print(Page page) {
            page.heading("Whoever takes " + radius.service() + " has these keys")
                    .blank();
            KeyTable.print(page, radius.held());
            page.list("With them a thief", radius.reaches())
                    .list("Of everything else, a thief has", radius.safe())
                    .steps("To contain it", radius.contain());
            PinOptions.print(page, pinned);
        }
    }
}
