package io.redoubt.provisioning;

import java.util.Optional;
import java.util.stream.Stream;

/** What a line of the audit log tells of. */
enum AuditAction {
    INIT("init"),
    ISSUE("issue"),
    ROTATE("rotate"),
    PROMOTE("promote"),
    PROMOTE_WITHOUT_ATTESTATION("promote-without-attestation"),
    RETIRE("retire"),
    RETIRE_WITHOUT_INVENTORY("retire-without-inventory"),
    DESTROY("destroy"),
    REVOKE("revoke"),
    REMOVE("remove"),
    RECIPIENT("recipient");

    private final String id;

    AuditAction(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    static Optional<AuditAction> of(String id) {
        return Stream.of(values()).filter(action -> action.id.equals(id)).findAny();
    }
}
