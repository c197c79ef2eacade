package io.redoubt.provisioning;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.key.Purpose;
import io.redoubt.key.RecipientKey;
import io.redoubt.key.Suite;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of every service of one trust domain, and each step in their lives: whatever is refused has changed nothing, and
 * whatever returns is written, signed, in the audit log and on the disk.
 *
 * <p>One at a time works in a fleet directory; a step that was interrupted is finished, or undone, when the fleet is opened
 * again. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class Fleet implements AutoCloseable {

    private final FleetSteps steps;
    private final FleetLock lock;

    Fleet(FleetSteps steps, FleetLock lock) {
        this.steps = steps;
        this.lock = lock;
    }

    /**
     * Begins a fleet: writes its manifest, its list of revocations and its audit log, and a {@code fleet.json} to begin with
     * if there is none.
     *
     * @param directory where; made if it does not exist
     * @param trustDomain for which all keys are made, the one of {@code fleet.json} if that is there
     * @param root the root, which stays its owner's to close
     * @param name how the root is spoken of
     * @param operator who begins it
     * @return the fleet, open
     * @throws FleetException if it is refused
     */
    public static Fleet init(
            FleetDirectory directory, TrustDomain trustDomain, Root root, RootName name, Operator operator) {
        return new FleetOpening(directory, root, operator).init(trustDomain, name);
    }

    /**
     * Opens a fleet, after the signatures of all its files, its audit log, and that log against its manifest were verified
     * with what the root gives.
     *
     * @param directory where it is
     * @param root the root, which stays its owner's to close
     * @param operator who changes it
     * @return the fleet
     * @throws FleetException if it is refused
     */
    public static Fleet open(FleetDirectory directory, Root root, Operator operator) {
        return new FleetOpening(directory, root, operator).open();
    }

    /** {@return everything that was issued} */
    public Manifest manifest() {
        return steps.records().manifest();
    }

    /** {@return every epoch that is not to be trusted any more} */
    public Revocations revocations() {
        return steps.records().revocations();
    }

    /**
     * Issues the first keyset of a service that {@code fleet.json} names, or to one that has keys the same keys again, in a
     * new generation that expires later.
     *
     * @param service the service
     * @return what the manifest says now
     * @throws FleetException if it is refused
     */
    public ServiceRecord issue(ServiceName service) {
        return steps.issue(List.of(service), Optional.empty(), (name, done, all) -> {})
                .get(0);
    }

    /**
     * Does as {@link #issue} for every service that {@code fleet.json} names, as one step.
     *
     * @param progress is told of each service
     * @return what the manifest says now, in the order of the file
     * @throws FleetException if it is refused; then nothing was issued to any of them
     */
    public List<ServiceRecord> issueAll(IssueProgress progress) {
        return steps.issue(steps.fleetFile().services(), Optional.empty(), progress);
    }

    /**
     * Prepares the next epoch: every instance gets its keys before the first one uses them.
     *
     * @param service the service
     * @param purposes which keys; all for which it has keys, if empty
     * @param suites of another suite than before, for some of these purposes
     * @return what the manifest says now
     * @throws FleetException if it is refused
     */
    public ServiceRecord rotate(ServiceName service, Set<Purpose> purposes, Map<Purpose, Suite> suites) {
        ServiceRecord record = manifest().service(service);
        return steps.change(AuditAction.ROTATE, record, KeyPlan.rotate(record, purposes, suites));
    }

    /**
     * {@return which instances have shown that they have the keys of the manifest}
     *
     * @param service the service
     * @param statements what the instances answered, each as it is
     * @throws FleetException if there is no such service
     */
    public Readiness readiness(ServiceName service, List<byte[]> statements) {
        return new Attestation(manifest(), revocations(), steps.now()).readiness(service, statements);
    }

    /**
     * Makes the prepared keys the primary ones, and those that were it decrypt-only, once every instance has shown that it
     * has them.
     *
     * @param service the service
     * @param statements what the instances answered, each as it is; one that does not count stops the step
     * @param replicas how many instances there are, 1 or more
     * @return what the manifest says now
     * @throws FleetException if it is refused
     */
    public ServiceRecord promote(ServiceName service, List<byte[]> statements, int replicas) {
        ServiceRecord record = manifest().service(service);
        KeyPlan plan = KeyPlan.promote(record, steps.now());
        readiness(service, statements).require(service, replicas);
        return steps.change(AuditAction.PROMOTE, record, plan);
    }

    /**
     * Does as {@link #promote} without knowing whether every instance has the keys: one that has not cannot open what others
     * seal from then on. The audit log tells of it as {@code promote-without-attestation}.
     *
     * @param service the service
     * @return what the manifest says now
     * @throws FleetException if it is refused
     */
    public ServiceRecord promoteWithoutAttestation(ServiceName service) {
        ServiceRecord record = manifest().service(service);
        return steps.change(AuditAction.PROMOTE_WITHOUT_ATTESTATION, record, KeyPlan.promote(record, steps.now()));
    }

    /**
     * Ends the delivery of keys that are decrypt-only or compromised, or of prepared ones that will not be used, where no data can
     * stand under them: refused for keys of fields, of blind indexes and of subjects that were ever in use.
     *
     * @param service the service
     * @param epoch which keys
     * @param purposes of these purposes; of all that are decrypt-only or compromised, if empty
     * @return what the manifest says now
     * @throws FleetException if it is refused
     */
    public ServiceRecord retire(ServiceName service, int epoch, Set<Purpose> purposes) {
        ServiceRecord record = manifest().service(service);
        KeyPlan plan = KeyPlan.retire(record, epoch, purposes, steps.now());
        if (InventoryProof.isNeeded(record, plan)) {
            throw new FleetException(FleetRefusal.INVENTORY, "nothing shows that no data needs these keys");
        }
        return steps.change(AuditAction.RETIRE, record, plan);
    }

    /**
     * Does as {@link #retire(ServiceName, int, Set)} for keys of every purpose, once an inventory has shown that no data needs them:
     * of this service, at most 24 hours old, and taken after the keys went out of use.
     *
     * @param service the service
     * @param epoch which keys
     * @param purposes of these purposes; of all that are decrypt-only or compromised, if empty
     * @param inventory what {@code redoubt fields inventory --json} answered, as it is
     * @return what the manifest says now
     * @throws FleetException if it is refused
     */
    public ServiceRecord retire(ServiceName service, int epoch, Set<Purpose> purposes, byte[] inventory) {
        ServiceRecord record = manifest().service(service);
        KeyPlan plan = KeyPlan.retire(record, epoch, purposes, steps.now());
        InventoryProof.read(inventory).require(manifest(), record, plan, steps.now());
        return steps.change(AuditAction.RETIRE, record, plan);
    }

    /**
     * Does the same without knowing whether data needs the keys: what does can no longer be opened. The audit log tells of it as
     * {@code retire-without-inventory}.
     *
     * @param service the service
     * @param epoch which keys
     * @param purposes of these purposes; of all that are decrypt-only or compromised, if empty
     * @return what the manifest says now
     * @throws FleetException if it is refused
     */
    public ServiceRecord retireWithoutInventory(ServiceName service, int epoch, Set<Purpose> purposes) {
        ServiceRecord record = manifest().service(service);
        KeyPlan plan = KeyPlan.retire(record, epoch, purposes, steps.now());
        return steps.change(AuditAction.RETIRE_WITHOUT_INVENTORY, record, plan);
    }

    /**
     * Gives up keys that are disabled: they are never made again.
     *
     * @param service the service
     * @param epoch which keys
     * @param purposes of these purposes; of all that are disabled, if empty
     * @return what the manifest says now
     * @throws FleetException if it is refused
     */
    public ServiceRecord destroy(ServiceName service, int epoch, Set<Purpose> purposes) {
        ServiceRecord record = manifest().service(service);
        return steps.change(AuditAction.DESTROY, record, KeyPlan.destroy(record, epoch, purposes, steps.now()));
    }

    /**
     * Takes back the trust in epochs that somebody else has: their keys are compromised, and where one of them was primary, a
     * key of the next epoch is it at once.
     *
     * @param service the service
     * @param epochs which; {@link ServiceRecord#liveEpochs} after the theft of a keyset
     * @return what the manifest says now
     * @throws FleetException if it is refused
     */
    public ServiceRecord revoke(ServiceName service, Set<Integer> epochs) {
        return steps.revoke(manifest().service(service), epochs);
    }

    /**
     * Removes a service, its keyset file too; its name is never used again.
     *
     * @param service the service
     * @throws FleetException if it is refused
     */
    public void remove(ServiceName service) {
        steps.remove(manifest().service(service));
    }

    /**
     * Wraps the keysets of a service for its own recipient key from now on, beginning with the same keys in a new generation,
     * or with the first keyset of a service that {@code fleet.json} names.
     *
     * @param service the service
     * @param recipient the public half of its recipient key
     * @return what the manifest says now
     * @throws FleetException if it is refused
     */
    public ServiceRecord addRecipient(ServiceName service, RecipientKey recipient) {
        return steps.wrapFor(service, recipient);
    }

    /** Lets others work in the directory. */
    @Override
    public void close() {
        lock.close();
    }
}
