package io.redoubt.quickstart.tour;

import org.jspecify.annotations.Nullable;

/**
 * One request of the tour and what must become of it.
 *
 * @param title what kind of caller this is
 * @param sent what is sent, in one line and without the token
 * @param token the token, or null for a request without one
 * @param status the expected status
 * @param code the expected code in the log, or null where nothing is refused
 */
record Step(
        String title,
        String sent,
        @Nullable String token,
        int status,
        @Nullable String code) {

    static Step accepted(String title, String sent, String token) {
        return new Step(title, sent, token, 200, null);
    }

    static Step refused(String title, String sent, @Nullable String token, String code) {
        return new Step(title, sent, token, 401, code);
    }

    /** {@return the title alone: a token never enters a message} */
    @Override
    public String toString() {
        return title;
    }
}
