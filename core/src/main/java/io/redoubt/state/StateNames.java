package io.redoubt.state;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.internal.Enc;

/**
 * The names under which a service keeps its state in a store that it shares, perhaps with other services: digests that
 * bind trust domain and service, so that no two services meet in one name and nobody reads who a name belongs to. The
 * vectors are in {@code docs/vectors/state-names.json}. Immutable and thread-safe.
 *
 * @param trustDomain the trust domain
 * @param service the service
 * @since 0.1.0
 */
public record StateNames(TrustDomain trustDomain, ServiceName service) {

    /**
     * {@return base64url of SHA-256(enc("redoubt/state/v1", trustDomain, service, scope, owner, id))}
     *
     * @param item what is remembered
     */
    public String of(SingleUse item) {
        return Digests.sha256(
                of("redoubt/state/v1", item.scope()).text(item.owner()).text(item.id()));
    }

    /**
     * {@return the name of the count of an owner's items: base64url of SHA-256(enc("redoubt/state/v1/quota", trustDomain,
     * service, scope, owner))}
     *
     * @param item an item of that owner
     */
    public String ofOwner(SingleUse item) {
        return Digests.sha256(of("redoubt/state/v1/quota", item.scope()).text(item.owner()));
    }

    /** {@return what begins every name of this service: base64url of SHA-256(enc("redoubt/state/v1/service", trustDomain, service))} */
    public String ofService() {
        return Digests.sha256(
                Enc.label("redoubt/state/v1/service").ascii(trustDomain.value()).ascii(service.value()));
    }

    /** {@return base64url of SHA-256(enc("redoubt/state/v1/revocation", trustDomain, service, kind, issuer, name))} */
    String ofRevocation(String kind, String issuer, String name) {
        return Digests.sha256(Enc.label("redoubt/state/v1/revocation")
                .ascii(trustDomain.value())
                .ascii(service.value())
                .ascii(kind)
                .text(issuer)
                .text(name));
    }

    private Enc of(String label, SingleUse.Scope scope) {
        return Enc.label(label)
                .ascii(trustDomain.value())
                .ascii(service.value())
                .ascii(scope.text());
    }
}
