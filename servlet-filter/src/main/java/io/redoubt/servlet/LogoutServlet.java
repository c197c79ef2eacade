package io.redoubt.servlet;

import io.redoubt.Reason;
import io.redoubt.access.LogoutReceiver;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Receives the back-channel logout requests of an issuer (OpenID Connect Back-Channel Logout 1.0 section 2.5).
 *
 * <p>Map it to a path of its own, and declare that path an open route: the logout token itself is the proof. It answers with
 * a status and no content. Thread-safe.
 *
 * @since 0.1.0
 */
public final class LogoutServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int MAX_BODY_BYTES = 16_384;
    private static final String FORM = "application/x-www-form-urlencoded";

    private final transient LogoutReceiver receiver;

    /**
     * Makes the servlet.
     *
     * @param receiver heeds the logout tokens
     */
    public LogoutServlet(LogoutReceiver receiver) {
        this.receiver = receiver;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        Optional<String> malformed = malformed(request);
        Optional<Reason> refusal = malformed.isPresent()
                ? Optional.of(receiver.refuse(malformed.get()))
                : receiver.receive(
                        request.getParameter("logout_token"), Objects.requireNonNullElse(request.getRemoteAddr(), ""));
        // Section 2.8: 200, or 400 whatever is wrong with the token; what is wrong with us is no fault of the request.
        response.setStatus(refusal.map(LogoutServlet::status).orElse(HttpServletResponse.SC_OK));
        if (response.getStatus() == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.setHeader("Retry-After", "5");
        }
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(0);
    }

    private static int status(Reason reason) {
        return reason.status() == HttpServletResponse.SC_SERVICE_UNAVAILABLE
                ? HttpServletResponse.SC_SERVICE_UNAVAILABLE
                : HttpServletResponse.SC_BAD_REQUEST;
    }

    /** {@return what makes this no logout request} */
    private static Optional<String> malformed(HttpServletRequest request) {
        String type = Objects.requireNonNullElse(request.getContentType(), "").toLowerCase(Locale.ROOT);
        if (!type.equals(FORM) && !type.startsWith(FORM + ";")) {
            return Optional.of("the logout request is not a form");
        }
        if (request.getContentLengthLong() < 0 || request.getContentLengthLong() > MAX_BODY_BYTES) {
            return Optional.of("the logout request is longer than 16 KiB, or does not say how long it is");
        }
        if (request.getQueryString() != null) {
            return Optional.of("the logout request has a query, which logs and histories keep");
        }
        String[] values = request.getParameterValues("logout_token");
        return values == null || values.length != 1
                ? Optional.of("the logout request has not exactly one logout_token")
                : Optional.empty();
    }
}
