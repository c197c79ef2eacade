package io.redoubt.spring;

import io.redoubt.audit.Pseudonyms;
import io.redoubt.key.Purpose;
import io.redoubt.key.ServiceKeyset;
import io.redoubt.servlet.Caller;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names callers in events.
 *
 * @param keyset may have a key for that
 */
record CallerPseudonyms(ServiceKeyset keyset) {

    private static final String UNKNOWN = "unknown";

    /** {@return the pseudonym; {@code unknown} without a caller, or without a key} */
    String of(@Nullable Principal principal) {
        if (principal == null || !keyset.has(Purpose.LOG_PSEUDONYM)) {
            return UNKNOWN;
        }
        Optional<String> issuer =
                principal instanceof Caller caller ? Optional.of(caller.token().issuer()) : Optional.empty();
        try {
            return Pseudonyms.of(keyset.macs(Purpose.LOG_PSEUDONYM)).of(issuer, principal.getName());
        } catch (IllegalArgumentException e) { // a name that is no text; the event must be told all the same
            return UNKNOWN;
        }
    }
}
