package io.redoubt.quickstart.tour;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What became of a request, and what else there is to see after it.
 *
 * @param status the answer's status
 * @param challenges the answer's {@code WWW-Authenticate} fields
 * @param nonce the answer's {@code DPoP-Nonce} field, which the next proof is to hold
 * @param body the answer's body
 * @param reason the refusal in the service's own log
 * @param first what became of the request before its client repeated it with a nonce
 * @param notes what else there is to see
 */
record Outcome(
        int status,
        List<String> challenges,
        Optional<String> nonce,
        String body,
        Optional<String> reason,
        Optional<Outcome> first,
        List<Note> notes) {

    static final Outcome NOTHING_YET =
            new Outcome(0, List.of(), Optional.empty(), "", Optional.empty(), Optional.empty(), List.of());

    private static final Pattern CODE = Pattern.compile("\\bcode=(\\S+)");

    /** {@return the outcome of a request that its client sent once} */
    static Outcome of(HttpResponse<String> answer, Optional<String> reason) {
        return new Outcome(
                answer.statusCode(),
                answer.headers().allValues("WWW-Authenticate"),
                answer.headers().firstValue("DPoP-Nonce"),
                answer.body(),
                reason,
                Optional.empty(),
                List.of());
    }

    /** {@return this outcome, with the one that made the client repeat its request} */
    Outcome after(Outcome earlier) {
        return new Outcome(status, challenges, nonce, body, reason, Optional.of(earlier), notes);
    }

    /** {@return this outcome, and what there is to see after it} */
    Outcome showing(Note... more) {
        return new Outcome(status, challenges, nonce, body, reason, first, List.of(more));
    }

    /**
     * What there is to see, beside the answer.
     *
     * @param label what it is, in a word
     * @param text the lines
     */
    record Note(String label, String text) {}

    boolean isAccepted() {
        return status >= 200 && status < 300;
    }

    /**
     * A request without a good token is refused as expected only with a challenge for the caller (RFC 6750 §3), and every one
     * only with the right reason in the log.
     */
    boolean isAsExpected(Step step) {
        return is(step.status(), Optional.ofNullable(step.code()))
                && body.contains(step.shown())
                && (first.isEmpty() || first.get().is(401, Optional.of("dpop.nonce-needed")));
    }

    private boolean is(int expectedStatus, Optional<String> expectedCode) {
        return status == expectedStatus
                && challenges.isEmpty() == (expectedStatus != 401)
                && code().equals(expectedCode);
    }

    private Optional<String> code() {
        return reason.map(CODE::matcher).filter(Matcher::find).map(found -> found.group(1));
    }

    /** {@return the number of the order that the answer tells of} */
    long id() {
        try {
            return JSONObjectUtils.getLong(JSONObjectUtils.parse(body), "id");
        } catch (ParseException e) {
            throw new IllegalStateException("the answer tells of no order", e);
        }
    }

    /** {@return what the service demands under this name, as {@code acr_values} of RFC 9470 §3} */
    Optional<String> demanded(String name) {
        Pattern parameter = Pattern.compile("\\b" + name + "=\"([^\"]*)\"");
        return challenges.stream()
                .map(parameter::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
    }
}
