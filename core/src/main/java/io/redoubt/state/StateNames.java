package io.redoubt.state;

import io.redoubt.MacKey;
import io.redoubt.MacKeys;
import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.internal.Enc;
import java.util.List;
import java.util.Optional;

/**
 * The names under which a service keeps its state in a store that it shares, perhaps with other services: digests that
 * bind trust domain and service, so that no two services meet in one name and nobody reads who a name belongs to.
 *
 * <p>With keys, a digest is the HMAC-SHA-256 of the very bytes that are hashed without, and nobody who has no key can check
 * a guess. Each thing has a name under every live key, so two instances that have one key in common understand each
 * other. The vectors are in {@code docs/vectors/state-names.json}. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class StateNames {

    private final TrustDomain trustDomain;
    private final ServiceName service;
    private final Optional<MacKeys> keys;

    /**
     * Names without keys.
     *
     * @param trustDomain the trust domain
     * @param service the service
     */
    public StateNames(TrustDomain trustDomain, ServiceName service) {
        this(trustDomain, service, Optional.empty());
    }

    private StateNames(TrustDomain trustDomain, ServiceName service, Optional<MacKeys> keys) {
        this.trustDomain = trustDomain;
        this.service = service;
        this.keys = keys;
    }

    /**
     * {@return the same names, made under every live one of these keys}
     *
     * @param macKeys of this purpose alone; asked for each name
     */
    public StateNames under(MacKeys macKeys) {
        return new StateNames(trustDomain, service, Optional.of(macKeys));
    }

    /** {@return whether names are made under keys} */
    public boolean haveKeys() {
        return keys.isPresent();
    }

    /**
     * {@return the names of an item, that under the key for new codes first: the digest of enc("redoubt/state/v1",
     * trustDomain, service, scope, owner, id)}
     *
     * @param item what is remembered
     */
    public List<StateName> of(SingleUse item) {
        return each(fields(item));
    }

    /**
     * {@return the name that an instance without keys gives an item}
     *
     * @param item what is remembered
     */
    public StateName plain(SingleUse item) {
        return StateName.plain(Digests.sha256(fields(item)));
    }

    /**
     * {@return the one name of the count of an owner's items, under the key for new codes: the digest of
     * enc("redoubt/state/v1/quota", trustDomain, service, scope, owner)}
     *
     * @param item an item of that owner
     */
    public String ofOwner(SingleUse item) {
        Enc fields = of("redoubt/state/v1/quota", item.scope()).text(item.owner());
        return keys.map(it -> Digests.hmac(it.live().get(0), fields)).orElseGet(() -> Digests.sha256(fields));
    }

    /**
     * {@return what begins every name of this service: base64url of SHA-256(enc("redoubt/state/v1/service", trustDomain,
     * service))} It is no secret, and the same with keys and without.
     */
    public String ofService() {
        return Digests.sha256(fields("redoubt/state/v1/service"));
    }

    /** {@return the public names of the live keys, in their order; none without keys} */
    List<String> ofKeys() {
        return keys.map(it -> it.live().stream().map(this::ofKey).toList()).orElse(List.of());
    }

    /** {@return the digests of enc("redoubt/state/v1/revocation", trustDomain, service, kind, issuer, name)} */
    List<StateName> ofRevocation(String kind, String issuer, String name) {
        return each(revocation(kind, issuer, name));
    }

    /** {@return the name that an instance without keys gives a revocation} */
    StateName plainRevocation(String kind, String issuer, String name) {
        return StateName.plain(Digests.sha256(revocation(kind, issuer, name)));
    }

    private List<StateName> each(Enc fields) {
        return keys.map(it -> it.live().stream()
                        .map(key -> new StateName(ofKey(key), Digests.hmac(key, fields)))
                        .toList())
                .orElseGet(() -> List.of(StateName.plain(Digests.sha256(fields))));
    }

    private String ofKey(MacKey key) {
        return Digests.hmac(key, fields("redoubt/state/v1/key"));
    }

    private Enc fields(SingleUse item) {
        return of("redoubt/state/v1", item.scope()).text(item.owner()).text(item.id());
    }

    private Enc revocation(String kind, String issuer, String name) {
        return fields("redoubt/state/v1/revocation").ascii(kind).text(issuer).text(name);
    }

    private Enc of(String label, SingleUse.Scope scope) {
        return fields(label).ascii(scope.text());
    }

    private Enc fields(String label) {
        return Enc.label(label).ascii(trustDomain.value()).ascii(service.value());
    }
}
