package io.redoubt.quickstart.tour;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What became of a request.
 *
 * @param status the answer's status
 * @param challenge the answer's {@code WWW-Authenticate} field
 * @param body the answer's body
 * @param reason the refusal in the service's own log
 */
record Outcome(int status, Optional<String> challenge, String body, Optional<String> reason) {

    private static final Pattern CODE = Pattern.compile("\\bcode=(\\S+)");

    /** A refusal is as expected only with a challenge for the caller (RFC 6750 §3) and the right reason in the log. */
    boolean isAsExpected(Step step) {
        boolean refusal = step.code() != null;
        return status == step.status()
                && challenge.isPresent() == refusal
                && code().equals(Optional.ofNullable(step.code()));
    }

    private Optional<String> code() {
        return reason.map(CODE::matcher).filter(Matcher::find).map(found -> found.group(1));
    }
}
