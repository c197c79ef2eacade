package io.redoubt.spring;

import io.redoubt.access.Coverage;
import io.redoubt.access.HandlerAccess;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * One endpoint of the application and what covers it.
 *
 * @param kind what it is
 * @param methods its methods; empty for all
 * @param path its path pattern as the application wrote it, from the context path on
 * @param handler the code that answers
 * @param access what its annotations ask
 * @param coverage what the rules and annotations make of its requests
 */
record ListedEndpoint(
        Kind kind, Set<String> methods, String path, String handler, HandlerAccess access, Coverage coverage) {

    /** {@return whether some of its requests are denied only because nobody thought of them} */
    boolean isForgotten() {
        return kind.isTheApplications()
                && (coverage.extent() == Coverage.Extent.UNCOVERED || coverage.extent() == Coverage.Extent.PARTLY);
    }

    /** {@return methods, path and handler in one line} */
    String description() {
        return (methods.isEmpty() ? "any method" : String.join(",", new TreeSet<>(methods))) + " " + path + " ("
                + handler + ")";
    }

    /** {@return how far it is covered} */
    String extent() {
        return coverage.extent().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return how far it is covered, and by what} */
    String coverageText() {
        String rules = coverage.rules().isEmpty() ? "" : " by " + String.join(", ", coverage.rules());
        return extent() + rules + (access.equals(HandlerAccess.UNSAID) ? "" : " and its annotations");
    }

    /** What an endpoint is. */
    enum Kind {
        /** A handler method or another handler of Spring MVC. */
        HANDLER,
        /** A route of a router function. */
        ROUTER_FUNCTION,
        /** An endpoint of the actuator. */
        ACTUATOR,
        /** Static resources. */
        STATIC_RESOURCES,
        /** The page that shows errors. */
        ERROR_PAGE,
        /** A servlet that is not Spring MVC's. */
        SERVLET,
        /** A handler mapping that does not tell its handlers. */
        OTHER_MAPPING;

        /** Every application has resources and an error page, whether it wants them or not. */
        boolean isTheApplications() {
            return this != STATIC_RESOURCES && this != ERROR_PAGE && this != OTHER_MAPPING;
        }

        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
