package io.redoubt.cli;

import io.redoubt.ServiceName;
import io.redoubt.provisioning.AttestationRefusal;
import io.redoubt.provisioning.Fleet;
import io.redoubt.provisioning.Readiness;
import io.redoubt.provisioning.ServiceRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "promote",
        description =
                "Makes prepared keys the primary ones, once every instance has shown by a signed statement that it has"
                        + " them.")
final class Promote extends ServiceStep {

    @Option(names = "--replicas", paramLabel = "NUMBER", description = "How many instances there are.")
    private Optional<Integer> replicas = Optional.empty();

    @Option(
            names = "--attest",
            paramLabel = "FILE|URL",
            arity = "1..*",
            description = "Statements of the instances: files, or URLs of https, or of http on this machine.")
    private List<String> sources = List.of();

    @Option(
            names = "--bearer-token-file",
            paramLabel = "FILE",
            description = "The bearer token that every one of these URLs is sent, in a file that only you can read.")
    private Optional<Path> bearerToken = Optional.empty();

    @Option(
            names = "--without-attestation",
            description =
                    "Promote all the same: an instance that has not the keys cannot open what others seal from then on."
                            + " The audit log tells of it.")
    private boolean withoutAttestation;

    Promote(Terminal terminal) {
        super(terminal);
    }

    @Override
    void check() {
        boolean attested = !sources.isEmpty() && replicas.orElse(0) > 0;
        if (!attested && !withoutAttestation) {
            throw misuse("give --replicas, 1 or more, with --attest; or --without-attestation");
        }
        if (withoutAttestation && (replicas.isPresent() || !sources.isEmpty())) {
            throw misuse("--without-attestation goes without --replicas and --attest");
        }
    }

    @Override
    Answer take(Fleet fleet, ServiceName service) throws InterruptedException {
        if (withoutAttestation) {
            return promoted(fleet.promoteWithoutAttestation(service));
        }
        Statements statements = Statements.of(bearerToken.map(Promote::token));
        List<byte[]> all = new ArrayList<>();
        List<ReadinessAnswer.Shown> shown = new ArrayList<>();
        for (String source : sources) {
            byte[] statement = statements.read(source);
            all.add(statement);
            shown.add(judge(fleet.readiness(service, List.of(statement)), source));
        }
        Readiness readiness = fleet.readiness(service, all);
        int needed = replicas.orElse(0);
        return readiness.isReached(needed)
                ? promoted(fleet.promote(service, all, needed))
                : new ReadinessAnswer(service, needed, readiness.instances().size(), shown);
    }

    private static ReadinessAnswer.Shown judge(Readiness one, String source) {
        return new ReadinessAnswer.Shown(
                source,
                one.instances().stream().findFirst(),
                one.refused().stream().findFirst().map(AttestationRefusal::problem));
    }

    private static String token(Path file) {
        try (Password token = Password.in(file)) {
            return new String(token.chars());
        }
    }

    private Answer promoted(ServiceRecord record) {
        return KeysetsAnswer.of(
                record,
                directory(),
                "deliver the new keyset.json to every instance of " + record.service(),
                "where the service runs: redoubt fields reencrypt, then redoubt fields inventory --json > inventory.json",
                "redoubt keys retire " + record.service() + " --epoch NUMBER --inventory inventory.json");
    }
}
