package io.redoubt.provisioning;

import io.redoubt.TrustDomain;
import io.redoubt.internal.EnvelopeSigner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Begins a fleet, or opens one after everything about it was verified. */
final class FleetOpening {

    private final FleetDirectory directory;
    private final Root root;
    private final Operator operator;
    private final Journal journal;

    FleetOpening(FleetDirectory directory, Root root, Operator operator) {
        this(directory, root, operator, Journal.Checkpoint.NONE);
    }

    FleetOpening(FleetDirectory directory, Root root, Operator operator, Journal.Checkpoint checkpoint) {
        this.directory = directory;
        this.root = root;
        this.operator = operator;
        this.journal = new Journal(directory, checkpoint);
    }

    Fleet init(TrustDomain trustDomain, RootName name) {
        RootContract.check(root);
        DurableFile.createDirectories(directory.path());
        return locked(() -> {
            begin(trustDomain, name);
            return steps();
        });
    }

    Fleet open() {
        if (!Files.isDirectory(directory.path())) {
            throw new FleetException(FleetRefusal.ABSENT, "there is no fleet directory");
        }
        return locked(this::steps);
    }

    private Fleet locked(Supplier<FleetSteps> steps) {
        DurableFile.requireOwn(directory.path());
        DurableFile.createDirectories(directory.out());
        DurableFile.requireOwn(directory.out());
        FleetLock lock = FleetLock.acquire(directory.path());
        try {
            return new Fleet(steps.get(), lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private void begin(TrustDomain trustDomain, RootName name) {
        if (journal.isPending() || Files.exists(directory.manifest()) || Files.exists(directory.audit())) {
            throw new FleetException(FleetRefusal.EXISTS, "there is a fleet in the directory");
        }
        requireFleetFile(trustDomain);
        EnvelopeSigner signer = new Derivation(root, trustDomain).provisioner(1);
        Manifest manifest = new Manifest(
                trustDomain,
                1,
                operator.now(),
                name,
                new ProvisionerKeys(1, List.of(signer.key().text())),
                List.of(),
                List.of(),
                Optional.empty());
        Revocations revocations = new Revocations(trustDomain, 1, operator.now(), List.of());
        new FleetWriter(signer, operator, journal)
                .write(
                        new FleetWriter.Change(AuditAction.INIT, manifest, revocations, List.of(), Optional.empty()),
                        Optional.empty(),
                        (keyset, file, index) -> {});
    }

    private void requireFleetFile(TrustDomain trustDomain) {
        if (!Files.exists(directory.fleetFile())) {
            DurableFile.replace(directory.fleetFile(), FleetFile.starter(trustDomain), DurableFile.Access.EVERYBODY);
        }
        if (!FleetSteps.readFleetFile(directory).trustDomain().equals(trustDomain)) {
            throw new FleetException(FleetRefusal.FLEET_FILE, "fleet.json is of another trust domain");
        }
    }

    private FleetSteps steps() {
        journal.tidy();
        Path newest = journal.isPending() ? journal.pendingManifest() : directory.manifest();
        Manifest claimed = FleetRecords.claimed(newest);
        Derivation derivation = new Derivation(root, claimed.trustDomain());
        EnvelopeSigner signer = signer(derivation, claimed);
        List<String> trusted = List.of(signer.key().text());
        if (journal.isPending()) {
            journal.requireOurs(trusted);
            journal.apply();
        }
        FleetRecords records = FleetRecords.read(directory, trusted);
        AuditReport audit = records.verifyAudit(List.of());
        audit.failure().ifPresent(failure -> {
            throw new FleetException(
                    FleetRefusal.AUDIT,
                    "line " + failure.line() + " of the audit log "
                            + failure.check().problem());
        });
        String rootId = claimed.root().id();
        KeysetIssuer issuer =
                new KeysetIssuer(claimed.trustDomain(), new KeyMaker(derivation, rootId), rootId, signer, operator);
        return new FleetSteps(directory, operator, issuer, new FleetWriter(signer, operator, journal), records);
    }

    /** What the manifest claims only chooses which key is made here; its signature must then be of that key. */
    private static EnvelopeSigner signer(Derivation derivation, Manifest claimed) {
        try {
            EnvelopeSigner signer = derivation.provisioner(claimed.provisioner().number());
            if (claimed.provisioner().keys().contains(signer.key().text())) {
                return signer;
            }
        } catch (IllegalStateException e) {
            // Without its cause, which may say what keeps the root.
            throw new FleetException(FleetRefusal.ROOT, "the root is closed, or cannot be reached");
        }
        throw new FleetException(FleetRefusal.ROOT, "the root is not the one of this fleet");
    }
}
