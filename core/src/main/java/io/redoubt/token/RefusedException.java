package io.redoubt.token;

import io.redoubt.Reason;

/**
 * Ends the checks of one token at the step that refused it; {@link TokenVerifier} alone catches it and answers with
 * its {@link Refusal}, so it never leaves this package.
 */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    RefusedException(Reason reason) {
        this(Refusal.of(reason));
    }

    RefusedException(Reason reason, String detail) {
        this(new Refusal(reason, detail));
    }

    private RefusedException(Refusal refusal) {
        // An expected outcome: without a stack trace it costs no more than a return.
        super(refusal.detail(), null, false, false);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
