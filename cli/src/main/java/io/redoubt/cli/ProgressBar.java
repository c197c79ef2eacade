package io.redoubt.cli;

import io.redoubt.ServiceName;
import io.redoubt.provisioning.IssueProgress;
import java.io.PrintStream;

/** A line that is written over and over, and is gone when all is done. Not thread-safe. */
final class ProgressBar implements IssueProgress {

    static final String CLEAR = "\r\u001b[K";
    private static final int CELLS = 30;

    private final PrintStream err;
    private final boolean shown;

    ProgressBar(PrintStream err, boolean shown) {
        this.err = err;
        this.shown = shown;
    }

    @Override
    public void done(ServiceName service, int done, int all) {
        if (!shown || all < 2) {
            return;
        }
        if (done == all) {
            err.print(CLEAR);
        } else {
            err.print(CLEAR + cells(done, all) + " " + done + " of " + all + " services");
        }
        err.flush();
    }

    /** {@return the bar itself} */
    static String cells(int done, int all) {
        int full = CELLS * done / all;
        return "[" + "#".repeat(full) + ".".repeat(CELLS - full) + "]";
    }
}
