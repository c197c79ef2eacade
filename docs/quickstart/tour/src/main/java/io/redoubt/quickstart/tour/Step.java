package io.redoubt.quickstart.tour;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One stop of the tour and what must become of it.
 *
 * @param title what kind of caller this is
 * @param sent what is sent, in one line and without the token
 * @param visit sends it
 * @param status the expected status
 * @param code the expected code in the log, or null where nothing is refused
 * @param shown what the answer must have in it
 */
record Step(
        String title,
        String sent,
        Visit visit,
        int status,
        @Nullable String code,
        String shown) {

    static Step accepted(String title, String sent, Visit visit) {
        return new Step(title, sent, visit, 200, null, "");
    }

    static Step refused(String title, String sent, String code, Visit visit) {
        return new Step(title, sent, visit, 401, code, "");
    }

    /** {@return the same with another status} */
    Step with(int otherStatus) {
        return new Step(title, sent, visit, otherStatus, code, shown);
    }

    /** {@return the same with something that the answer must have in it} */
    Step showing(String text) {
        return new Step(title, sent, visit, status, code, text);
    }

    /** {@return the title alone: a token never enters a message} */
    @Override
    public String toString() {
        return title;
    }

    /** Sends what is to be sent. */
    interface Visit {

        /**
         * {@return what became of it}
         *
         * @param previous what became of the stop before this one, for a client that learns from it
         */
        Outcome after(Outcome previous) throws InterruptedException, IOException;
    }
}
