package io.redoubt.servlet;

import io.redoubt.access.Decision;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;

/** Answers a refused request: a status, a challenge, and no content that could tell an attacker more. */
final class RefusalWriter {

    private RefusalWriter() {}

    static void write(Decision.Denied denied, DispatcherType dispatch, HttpServletResponse response) {
        // The container empties it before a forward; of an include, what was written before belongs to another path.
        if (dispatch == DispatcherType.ASYNC && !response.isCommitted()) {
            response.resetBuffer();
        }
        // Not sendError: that would dispatch to the application's error page.
        response.setStatus(denied.reason().status());
        response.setHeader("Cache-Control", "no-store"); // RFC 6750 section 5.3
        denied.challenges().forEach(challenge -> response.addHeader("WWW-Authenticate", challenge));
        denied.dpopNonce().ifPresent(nonce -> response.setHeader("DPoP-Nonce", nonce));
        denied.retryAfter().ifPresent(wait -> response.setHeader("Retry-After", Long.toString(wait.toSeconds())));
        response.setContentLength(0);
    }
}
