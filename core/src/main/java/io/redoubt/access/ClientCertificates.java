package io.redoubt.access;

import io.redoubt.ConfigurationException;
import io.redoubt.audit.SecurityEvent;
import io.redoubt.audit.SecurityEventListener;
import io.redoubt.internal.Sha256;
import java.security.cert.CertificateEncodingException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the client's TLS certificate is to be found: with the connection, or in a header field in which our own proxy
 * reports it, and from nobody else.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class ClientCertificates {

    /** RFC 9440 section 2. */
    private static final String CLIENT_CERT = "Client-Cert";

    private static final String CLIENT_CERT_CHAIN = "Client-Cert-Chain";
    private static final String FORWARDED_CLIENT_CERT = "X-Forwarded-Client-Cert";

    /** In any of these somebody could tell the application of a certificate. */
    private static final List<String> FIELDS = List.of(CLIENT_CERT, CLIENT_CERT_CHAIN, FORWARDED_CLIENT_CERT);

    private final Optional<ReportedBy> proxy;

    private ClientCertificates(Optional<ReportedBy> proxy) {
        this.proxy = proxy;
    }

    /** {@return the certificate with which the client itself connected} */
    public static ClientCertificates ofConnection() {
        return new ClientCertificates(Optional.empty());
    }

    /**
     * {@return the certificate in the field {@code Client-Cert} (RFC 9440)}
     *
     * @param trust how our proxy is known; the certificate of the connection is the proxy's, and never taken for the client's
     */
    public static ClientCertificates inClientCert(ProxyTrust trust) {
        return new ClientCertificates(Optional.of(new ReportedBy(trust, CLIENT_CERT, ClientCertField::thumbprint)));
    }

    /**
     * {@return the certificate in the field {@code X-Forwarded-Client-Cert} of Envoy}
     *
     * @param trust how our proxy is known; the certificate of the connection is the proxy's, and never taken for the client's
     * @param depth how many proxies append an element, at least 1; with 1, a field with several elements is refused
     * @throws ConfigurationException if the depth is less than 1 or more than 16
     */
    public static ClientCertificates inForwardedClientCert(ProxyTrust trust, int depth) {
        if (depth < 1 || depth > ForwardedClientCert.MAX_ELEMENTS) {
            throw new ConfigurationException(
                    "proxy-depth", "is not between 1 and 16", "write how many proxies append an element to the field");
        }
        return new ClientCertificates(Optional.of(
                new ReportedBy(trust, FORWARDED_CLIENT_CERT, field -> ForwardedClientCert.thumbprint(field, depth))));
    }

    /** {@return header fields that the application must not see: what they say was judged here, or is forged} */
    Set<String> privateFields() {
        Set<String> names = new LinkedHashSet<>(FIELDS);
        proxy.flatMap(it -> it.trust().secretField()).ifPresent(names::add);
        return names;
    }

    /** {@return the base64url SHA-256 of the client's certificate, if there is one that can be believed} */
    Optional<String> thumbprintOf(RequestFacts facts) {
        if (proxy.isEmpty()) {
            return ofConnection(facts);
        }
        ReportedBy reported = proxy.get();
        List<String> values = facts.headers().values(reported.field());
        return values.size() == 1 && reported.trust().holds(facts)
                ? reported.reader().thumbprint(values.get(0))
                : Optional.empty();
    }

    private static Optional<String> ofConnection(RequestFacts facts) {
        if (facts.certificates().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Sha256.base64url(facts.certificates().get(0).getEncoded()));
        } catch (CertificateEncodingException e) {
            return Optional.empty();
        }
    }

    /** Tells of fields that somebody sent who may not, or that say nothing that can be believed. */
    void reportDistrusted(RequestFacts facts, SecurityEventListener listener) {
        for (String name : FIELDS) {
            List<String> values = facts.headers().values(name);
            if (!values.isEmpty()) {
                why(facts, name, values)
                        .ifPresent(detail -> listener.on(new SecurityEvent.FieldDistrusted(name, detail)));
            }
        }
    }

    private Optional<String> why(RequestFacts facts, String name, List<String> values) {
        if (proxy.isEmpty() || !(name.equals(proxy.get().field()) || isChain(name, proxy.get()))) {
            return Optional.of("no proxy is configured to report client certificates in this field");
        }
        if (!proxy.get().trust().holds(facts)) {
            return Optional.of("it was not sent by the proxy that is trusted with it");
        }
        if (isChain(name, proxy.get())) {
            return Optional.empty(); // the chain adds nothing to which a token could be bound
        }
        return values.size() == 1
                        && proxy.get().reader().thumbprint(values.get(0)).isPresent()
                ? Optional.empty()
                : Optional.of("it does not hold exactly one certificate in the specified form");
    }

    private static boolean isChain(String name, ReportedBy proxy) {
        return name.equals(CLIENT_CERT_CHAIN) && proxy.field().equals(CLIENT_CERT);
    }

    /** Reads the thumbprint of the client's certificate out of a field. */
    private interface FieldReader {
        Optional<String> thumbprint(String field);
    }

    /** A proxy, and where it writes what. */
    private record ReportedBy(ProxyTrust trust, String field, FieldReader reader) {}
}
