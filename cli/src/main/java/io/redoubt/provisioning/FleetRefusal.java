package io.redoubt.provisioning;

/**
 * Why a step in the life of a fleet was refused; each owns the advice for whoever has to mend it.
 *
 * @since 0.1.0
 */
public enum FleetRefusal {
    /** The fleet file that people write is not as it must be. */
    FLEET_FILE("fleet.file", "correct fleet.json"),
    /** A file of the fleet directory cannot be read or written. */
    FILES("fleet.files", "see whether the directory is there, is yours, and has room"),
    /** Another command works in the directory. */
    LOCKED("fleet.locked", "wait until the other command has ended"),
    /** There is a fleet already. */
    EXISTS("fleet.exists", "choose an empty directory; a fleet begins once"),
    /** There is no fleet yet. */
    ABSENT("fleet.absent", "name the directory of the fleet, or begin one with 'redoubt keys init'"),
    /** The root is not the one from which the keys of the fleet were made. */
    ROOT("fleet.root", "open the root with which the fleet began"),
    /** The manifest is not one, or nobody who is trusted has signed it. */
    MANIFEST("fleet.manifest", "restore the fleet directory from its last copy, and find out who changed it"),
    /** The list of revocations is not one, or nobody who is trusted has signed it. */
    REVOCATIONS("fleet.revocations", "restore the fleet directory from its last copy, and find out who changed it"),
    /** The audit log is not whole, or tells of another fleet than the manifest. */
    AUDIT("fleet.audit", "restore the fleet directory from its last copy, and find out who changed it"),
    /** A command was interrupted. */
    INTERRUPTED(
            "fleet.interrupted",
            "run any command that opens the root, with the same --out as the interrupted one: it finishes what was begun"),
    /** The manifest has no such service. */
    UNKNOWN_SERVICE("fleet.service", "issue keys to the service first, or correct its name"),
    /** The service was removed, and its name is never used again. */
    REMOVED_SERVICE("fleet.removed", "choose a new name: the keys of the old one can still be made from the root"),
    /** The fleet file does not name the service. */
    UNLISTED_SERVICE("fleet.unlisted", "write the service into fleet.json"),
    /** The fleet file asks for another suite than the service has. */
    SUITE_CHANGED("fleet.suite-changed", "use rotate --suite, then promote; or write the old suite into fleet.json"),
    /** The suite is none for the purpose, or is asked for a purpose that is not rotated. */
    SUITE("fleet.suite", "choose a suite that the purpose knows, for a purpose that is rotated"),
    /** The service has no keys for the purpose. */
    PURPOSE("fleet.purpose", "choose among the purposes for which the service has keys"),
    /** The service has no keys of the epoch. */
    EPOCH("fleet.epoch", "choose an epoch that the manifest names"),
    /** A prepared epoch waits already. */
    PREPARED("fleet.prepared", "promote the prepared epoch first, or retire it"),
    /** The prepared epoch is older than the primary one, as after a revocation. */
    OUTDATED("fleet.outdated", "retire the prepared epoch with --purpose for each of its purposes, and rotate again"),
    /** No epoch is prepared. */
    NOT_PREPARED("fleet.not-prepared", "rotate first"),
    /** Not enough instances have shown that they have the keys. */
    NOT_ATTESTED(
            "fleet.not-attested",
            "wait until every instance has loaded the current keyset, fetch its statement again, and give all of them"),
    /** The key stands at another place in its life than the step needs. */
    STATE("fleet.state", "take the steps in their order: rotate, promote, retire, destroy"),
    /** Nothing shows that no data needs the keys any more. */
    INVENTORY(
            "fleet.inventory",
            "run 'redoubt fields inventory --json' against the database of the service, and give its answer as --inventory"),
    /** Data needs the keys. */
    STANDING(
            "fleet.standing",
            "run 'redoubt fields reencrypt' where the service runs, and take the inventory again; values of backups that"
                    + " will be restored count, too"),
    /** There are no more epochs for this service. */
    EPOCHS_EXHAUSTED("fleet.epochs", "move the service to a new name"),
    /** The keyset would name more keys than a service reads. */
    TOO_MANY_KEYS("fleet.keys", "retire and destroy epochs that no data needs any more"),
    /** The keyset would be the one after the last. */
    GENERATIONS_EXHAUSTED("fleet.generations", "move the service to a new name"),
    /** Two keys that must differ do not, which never happens by chance. */
    SHARED_KEY("fleet.shared-key", "stop, keep the directory as it is, and find out who changed the root or the code"),
    /** A keyset that was written is not the one that a service would read. */
    READ_BACK("fleet.read-back", "find out what changed the file while it was written; nothing was issued");

    private final String code;
    private final String remedy;

    FleetRefusal(String code, String remedy) {
        this.code = code;
        this.remedy = remedy;
    }

    /** {@return the stable code of the refusal, such as {@code fleet.locked}} */
    public String code() {
        return code;
    }

    /** {@return what to do about it} */
    public String remedy() {
        return remedy;
    }
}
