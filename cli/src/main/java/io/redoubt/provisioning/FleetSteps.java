package io.redoubt.provisioning;

import io.redoubt.ServiceName;
import io.redoubt.key.DistinctLeaves;
import io.redoubt.key.RecipientKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** Takes the steps of a fleet that is open, one after the other. Not thread-safe. */
final class FleetSteps {

    private static final int MAX_FLEET_FILE_BYTES = 8 * 1024 * 1024;
    private static final IssueProgress UNSEEN = (service, done, all) -> {};

    private final FleetDirectory directory;
    private final Operator operator;
    private final KeysetIssuer issuer;
    private final FleetWriter writer;
    private final AtomicReference<FleetRecords> records;

    FleetSteps(
            FleetDirectory directory,
            Operator operator,
            KeysetIssuer issuer,
            FleetWriter writer,
            FleetRecords records) {
        this.directory = directory;
        this.operator = operator;
        this.issuer = issuer;
        this.writer = writer;
        this.records = new AtomicReference<>(records);
    }

    FleetRecords records() {
        return Objects.requireNonNull(records.get());
    }

    Instant now() {
        return operator.now();
    }

    private Manifest manifest() {
        return records().manifest();
    }

    /** {@return what people have written by now} */
    FleetFile fleetFile() {
        FleetFile file = readFleetFile(directory);
        if (!file.trustDomain().equals(manifest().trustDomain())) {
            throw new FleetException(FleetRefusal.FLEET_FILE, "fleet.json is of another trust domain");
        }
        return file;
    }

    static FleetFile readFleetFile(FleetDirectory directory) {
        return FleetFile.parse(DurableFile.read(directory.fleetFile(), MAX_FLEET_FILE_BYTES));
    }

    /** Issues to services, new ones and others, in one step; wrapped for their recipients, a new one for this one if it is given. */
    List<ServiceRecord> issue(List<ServiceName> services, Optional<RecipientKey> recipient, IssueProgress progress) {
        FleetFile file = fleetFile();
        DistinctLeaves distinct = new DistinctLeaves();
        List<IssuedKeyset> issued = new ArrayList<>();
        for (ServiceName service : services) {
            if (manifest().isRemoved(service)) {
                throw new FleetException(FleetRefusal.REMOVED_SERVICE, "the service " + service + " was removed");
            }
            Optional<ServiceRecord> before = manifest().find(service);
            KeyPlan plan =
                    before.map(record -> again(record, file)).orElseGet(() -> KeyPlan.first(file.suites(service)));
            issued.add(issuer.issue(
                    service,
                    before,
                    recipient.or(() -> before.flatMap(ServiceRecord::recipient)),
                    plan,
                    file.lifetime(),
                    distinct));
        }
        return write(AuditAction.ISSUE, issued, distinct, records().revocations(), progress);
    }

    private static KeyPlan again(ServiceRecord record, FleetFile file) {
        KeyPlan.requireSuites(record, file.explicitSuites(record.service()));
        return KeyPlan.same(record);
    }

    /** Gives a service the keys of a plan. */
    ServiceRecord change(AuditAction action, ServiceRecord before, KeyPlan plan) {
        return change(action, before, plan, before.recipient(), records().revocations());
    }

    /** Wraps the keysets of a service from now on; of a new one from the first on, so that none was ever clear. */
    ServiceRecord wrapFor(ServiceName service, RecipientKey recipient) {
        return manifest()
                .find(service)
                .map(before -> wrapAgain(before, recipient))
                .orElseGet(() ->
                        issue(List.of(service), Optional.of(recipient), UNSEEN).get(0));
    }

    private ServiceRecord wrapAgain(ServiceRecord before, RecipientKey recipient) {
        return change(
                AuditAction.RECIPIENT,
                before,
                KeyPlan.same(before),
                Optional.of(recipient),
                records().revocations());
    }

    /** Takes back the trust in epochs of a service. */
    ServiceRecord revoke(ServiceRecord before, Set<Integer> epochs) {
        KeyPlan plan = KeyPlan.revoke(before, epochs, now());
        Revocations next = records().revocations().with(before.service(), epochs, now());
        return change(AuditAction.REVOKE, before, plan, before.recipient(), next);
    }

    private ServiceRecord change(
            AuditAction action,
            ServiceRecord before,
            KeyPlan plan,
            Optional<RecipientKey> recipient,
            Revocations revocations) {
        Duration lifetime = fleetFile().lifetime();
        DistinctLeaves distinct = new DistinctLeaves();
        IssuedKeyset issued = issuer.issue(before.service(), Optional.of(before), recipient, plan, lifetime, distinct);
        return write(action, List.of(issued), distinct, revocations, UNSEEN).get(0);
    }

    /** Removes a service for ever. */
    void remove(ServiceRecord before) {
        Manifest next = manifest().without(before.service(), now());
        commit(
                new FleetWriter.Change(
                        AuditAction.REMOVE, next, records().revocations(), List.of(), Optional.of(before)),
                UNSEEN);
    }

    private List<ServiceRecord> write(
            AuditAction action,
            List<IssuedKeyset> issued,
            DistinctLeaves distinct,
            Revocations revocations,
            IssueProgress progress) {
        List<ServiceRecord> changed = issued.stream().map(IssuedKeyset::service).toList();
        if (!changed.isEmpty()) {
            Manifest next = manifest().with(changed, Optional.of(new DistinctKeys(distinct.size(), now())), now());
            commit(new FleetWriter.Change(action, next, revocations, issued, Optional.empty()), progress);
        }
        return changed;
    }

    private void commit(FleetWriter.Change change, IssueProgress progress) {
        int all = change.issued().size();
        writer.write(change, Optional.of(records().head()), (keyset, file, index) -> {
            issuer.readBack(file, keyset.service());
            progress.done(keyset.service().service(), index + 1, all);
        });
        records.set(FleetRecords.read(directory, change.manifest().provisioner().keys()));
    }
}
