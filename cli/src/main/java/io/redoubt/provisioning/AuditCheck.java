package io.redoubt.provisioning;

/**
 * What must hold of an audit log.
 *
 * @since 0.1.0
 */
public enum AuditCheck {
    /** Each line is one of format 1. */
    FORM("is not a line of format 1"),
    /** Each line names the hash of the one before, and the next number. */
    CHAIN("does not follow the line before it: one was removed, changed or moved"),
    /** The log is as long as its signed head says. */
    TRUNCATED("is the last one, but the signed head names a later one: lines were cut off"),
    /** No line stands behind the signed head, and the last one is the one of the head. */
    HEAD("is not the one that the signed head names: it was changed or added"),
    /** Each step follows from the one before. */
    STEP("tells of a step that cannot follow from those before it"),
    /** The last line names the manifest. */
    MANIFEST("names another manifest than the one that is there: that was changed or rolled back"),
    /** The steps lead to the keys that the manifest names. */
    REPLAY("leads to other keys than the manifest names"),
    /** The steps lead to the epochs that the revocations name. */
    REVOCATIONS("leads to other revoked epochs than the list that is there: that was changed or rolled back"),
    /** A head that was kept elsewhere is still a line of the log. */
    WITNESS("is not what a head that was kept elsewhere says: the log was rolled back or written anew");

    private final String problem;

    AuditCheck(String problem) {
        this.problem = problem;
    }

    /** {@return what is wrong, to be read after "the line"} */
    public String problem() {
        return problem;
    }
}
