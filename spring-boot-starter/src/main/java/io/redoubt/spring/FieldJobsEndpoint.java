package io.redoubt.spring;

import io.redoubt.ConfigurationException;
import io.redoubt.field.jdbc.FieldStoreException;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * Shows jobs over all encrypted values and the last inventory, as {@code docs/actuator-redoubtfields.schema.json} says, and lets
 * them be started and stopped where that is allowed. By HTTP alone, so that the access rules decide about each request.
 */
@WebEndpoint(id = "redoubtfields", defaultAccess = Access.READ_ONLY)
final class FieldJobsEndpoint {

    private static final int ACCEPTED = 202;

    /** Grows when a member changes its meaning or goes away, not when one is added. */
    private static final int VERSION = 1;

    private final JobBoard board;
    private final InventoryView inventory;
    private final JobControl control;

    FieldJobsEndpoint(JobBoard board, InventoryView inventory, JobControl control) {
        this.board = board;
        this.inventory = inventory;
        this.control = control;
    }

    /** {@return what this instance knows; the database is not asked} */
    @ReadOperation
    Map<String, Object> show() {
        JobBoard.Known known = board.known();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("version", VERSION);
        known.heard().ifPresent(heard -> shown.put("asOf", heard.at().toString()));
        shown.put(
                "jobs", known.jobs().stream().map(job -> JobView.of(job, known)).toList());
        known.inventory().ifPresent(taken -> shown.put("inventory", inventory.of(taken)));
        known.trouble()
                .ifPresent(trouble -> shown.put(
                        "trouble", Map.of("since", trouble.since().toString(), "problem", trouble.problem())));
        return shown;
    }

    /**
     * {@return 202 with the job; 400 for a request that says too little or too much, 404 for an action or a job that is not there, 409
     *     while another job is unfinished, 503 while the database does not do it}
     *
     * @param action start, pause, resume, cancel or inventory
     * @param kind for start: renew or audit
     * @param fields for start: names of fields, parted by commas, or {@code *} for all
     * @param job for pause, resume and cancel: the number of the job
     */
    @WriteOperation
    WebEndpointResponse<Map<String, Object>> change(
            @Selector String action,
            SecurityContext caller,
            @Nullable String kind,
            @Nullable String fields,
            @Nullable String job) {
        Principal principal = caller.getPrincipal();
        JobRequest request = new JobRequest(kind, fields, job);
        try {
            return switch (action) {
                case "start" -> accepted(control.start(request, principal));
                case "pause" -> accepted(control.pause(request, principal));
                case "resume" -> accepted(control.resume(request, principal));
                case "cancel" -> accepted(control.cancel(request, principal));
                case "inventory" -> accepted(control.inventory(request, principal));
                default ->
                    refused(
                            WebEndpointResponse.STATUS_NOT_FOUND,
                            "the actions are start, pause, resume, cancel and inventory");
            };
        } catch (JobRequest.Refused e) {
            return refused(e.status(), e.sentence());
        } catch (FieldStoreException e) {
            return refused(WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE, String.valueOf(e.getMessage()));
        } catch (ConfigurationException e) { // of the job that is there
            return refused(JobRequest.CONFLICT, String.valueOf(e.getMessage()));
        }
    }

    private static WebEndpointResponse<Map<String, Object>> accepted(Map<String, Object> done) {
        return new WebEndpointResponse<>(done, ACCEPTED);
    }

    private static WebEndpointResponse<Map<String, Object>> refused(int status, String sentence) {
        return new WebEndpointResponse<>(Map.of("error", sentence), status);
    }
}
