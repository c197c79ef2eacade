package io.redoubt.spring;

import io.redoubt.masking.KnownSecrets;
import io.redoubt.servlet.OpaqueTokenListener;
import java.time.Duration;

/**
 * Keeps opaque tokens out of the log while they are judged, and while what they let in is under way.
 *
 * @param secrets that are erased from the log
 */
record PassingTokens(KnownSecrets secrets) implements OpaqueTokenListener {

    private static final String NAME = "opaque-token";

    /** Longer than their issuer may take to answer. Whoever sends a request has a text of his choice erased for so long. */
    private static final Duration JUDGED = Duration.ofSeconds(10);

    /** Longer than a request takes, and what it leaves in queues. */
    private static final Duration ADMITTED = Duration.ofMinutes(2);

    @Override
    public void seen(String token) {
        secrets.addFor(NAME, token, JUDGED);
    }

    @Override
    public void admitted(String token) {
        secrets.addFor(NAME, token, ADMITTED);
    }
}
