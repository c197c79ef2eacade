package io.redoubt.servlet;

import io.redoubt.Reason;
import io.redoubt.access.LogoutReceiver;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

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
    private static final String[] NONE = {};

    /** A token is ASCII in each of these. Jetty fails at a charset that it does not know, so it is not asked about one. */
    private static final String CHARSET = "(utf-8|iso-8859-1|us-ascii)";

    private static final Pattern FORM = Pattern.compile(
            "application/x-www-form-urlencoded([ \\t]*;[ \\t]*charset=(" + CHARSET + "|\"" + CHARSET + "\"))?",
            Pattern.CASE_INSENSITIVE);

    private final transient LogoutReceiver receiver;

    /**
     * Makes the servlet.
     *
     * @param receiver heeds the logout tokens
     */
    public LogoutServlet(LogoutReceiver receiver) {
        this.receiver = receiver;
    }

    /** Not as the base class does it: that answers TRACE by repeating the request, and others with a page. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        if (request.getMethod().equals("POST")) {
            // Section 2.8: 200, or 400 whatever is wrong with the token; what is wrong with us is 503.
            response.setStatus(receive(request).map(LogoutServlet::status).orElse(HttpServletResponse.SC_OK));
        } else {
            response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            response.setHeader("Allow", "POST");
        }
        if (response.getStatus() == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.setHeader("Retry-After", "5");
        }
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(0);
    }

    private Optional<Reason> receive(HttpServletRequest request) {
        Optional<String> malformed = malformed(request);
        if (malformed.isPresent()) {
            return Optional.of(receiver.refuse(malformed.get()));
        }
        String[] tokens = tokens(request);
        return tokens.length == 1
                ? receiver.receive(tokens[0], Objects.requireNonNullElse(request.getRemoteAddr(), ""))
                : Optional.of(receiver.refuse("the logout request has not exactly one logout_token that can be read"));
    }

    private static int status(Reason reason) {
        return reason.status() == HttpServletResponse.SC_SERVICE_UNAVAILABLE
                ? HttpServletResponse.SC_SERVICE_UNAVAILABLE
                : HttpServletResponse.SC_BAD_REQUEST;
    }

    /** {@return what makes this no logout request} */
    private static Optional<String> malformed(HttpServletRequest request) {
        if (!FORM.matcher(Objects.requireNonNullElse(request.getHeader("Content-Type"), ""))
                .matches()) {
            return Optional.of("the logout request is not a form in UTF-8, ISO 8859-1 or ASCII");
        }
        if (request.getContentLengthLong() < 0 || request.getContentLengthLong() > MAX_BODY_BYTES) {
            return Optional.of("the logout request is longer than 16 KiB, or does not say how long it is");
        }
        return request.getQueryString() == null
                ? Optional.empty()
                : Optional.of("the logout request has a query, which logs and histories keep");
    }

    private static String[] tokens(HttpServletRequest request) {
        try {
            return Objects.requireNonNullElse(request.getParameterValues("logout_token"), NONE);
        } catch (RuntimeException e) {
            // A container that cannot read the form says so in an exception that repeats it, and in an error page.
            return NONE;
        }
    }
}
