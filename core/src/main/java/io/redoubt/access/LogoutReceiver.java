package io.redoubt.access;

import io.redoubt.Reason;
import io.redoubt.audit.SecurityEvent;
import io.redoubt.audit.SecurityEventListener;
import io.redoubt.token.LogoutTokens;
import io.redoubt.token.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * Receives logout tokens from whoever sends them, and reports each that is not believed as exactly one event.
 *
 * <p>Everybody can send one, so they are checked within the same budget as access tokens that were not seen before.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class LogoutReceiver {

    private final LogoutTokens tokens;
    private final VerificationBudget budget;
    private final SecurityEventListener listener;

    /**
     * Receives for one issuer.
     *
     * @param tokens judges and heeds logout tokens
     * @param budget says when there is room for one
     * @param listener is told of every refusal
     */
    public LogoutReceiver(LogoutTokens tokens, VerificationBudget budget, SecurityEventListener listener) {
        this.tokens = tokens;
        this.budget = budget;
        this.listener = SecurityEventListener.all(List.of(listener));
    }

    /**
     * Heeds a logout token.
     *
     * @param logoutToken what was sent
     * @param remoteAddress who sent it
     * @return why it was refused, or nothing: then everything that it ends is revoked
     */
    public Optional<Reason> receive(String logoutToken, String remoteAddress) {
        Optional<Refusal> refusal = budget.check(remoteAddress, () -> tokens.heed(logoutToken))
                .orElseGet(() -> Optional.of(Refusal.of(Reason.OVERLOADED)));
        return refusal.map(this::refused);
    }

    /**
     * Refuses what is no logout request at all.
     *
     * @param detail one sentence for the operator's log, constant text
     * @return the reason
     */
    public Reason refuse(String detail) {
        return refused(new Refusal(Reason.LOGOUT_MALFORMED, detail));
    }

    private Reason refused(Refusal refusal) {
        listener.on(new SecurityEvent.LogoutRefused(refusal.reason(), refusal.detail()));
        return refusal.reason();
    }
}
