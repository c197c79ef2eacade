package io.redoubt.quickstart.tour;

import java.util.List;

/** A service did not start; the end of its own log says why. */
final class ServiceFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ServiceFailedException(String what, List<String> lastLines) {
        super(what + ". The end of its log:\n" + String.join("\n", lastLines));
    }
}
