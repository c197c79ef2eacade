package io.redoubt.spring;

import io.redoubt.key.KeyRefusedException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * States at {@code /actuator/redoubt/attestation} which keys this instance has, signed under a key of the service: for
 * {@code redoubt keys promote}. It holds no secret, but tells generation and names of the keys, so the access rules say who
 * reads it, as everywhere.
 */
@EndpointWebExtension(endpoint = RedoubtEndpoint.class)
final class AttestationOperation {

    private static final String NAME = "attestation";

    private final OpenKeyset open;

    AttestationOperation(OpenKeyset open) {
        this.open = open;
    }

    /** {@return the statement; 503 with the reason if nothing can be signed; 404 for another name} */
    @ReadOperation(produces = "application/json")
    @Nullable
    WebEndpointResponse<?> statement(@Selector String name) {
        if (!name.equals(NAME)) {
            return null;
        }
        try {
            return new WebEndpointResponse<>(
                    open.keyset().attestation(open.instance().value()));
        } catch (KeyRefusedException e) {
            return new WebEndpointResponse<>(
                    Map.of("error", String.valueOf(e.getMessage())), WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
        }
    }
}
