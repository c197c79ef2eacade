package io.redoubt.token;

import io.redoubt.Reason;

/**
 * Says that a token is not good, and why.
 *
 * @param reason the one reason
 * @param detail one sentence for the operator's log: constant text or configured values, never text of the token
 * @since 0.1.0
 */
public record Refusal(Reason reason, String detail) implements Verification {

    /**
     * {@return a refusal whose detail is the reason's own explanation}
     *
     * @param reason the one reason
     */
    public static Refusal of(Reason reason) {
        return new Refusal(reason, reason.explanation());
    }
}
