package io.redoubt.testkit;

/**
 * How the service is set up to which a request is sent, beside what {@link RequestTarget} says of it.
 *
 * @since 0.1.0
 */
public enum RequestSetting {
    /** Proofs are taken but demanded of bound tokens only; no proxy is trusted; connections need no TLS. */
    PLAIN,
    /** Proofs must hold a nonce of the service; {@link RequestTarget#withNonces} says where it comes from. */
    NONCES,
    /** The service ends TLS itself, asks for a client certificate, and takes every one. */
    TLS,
    /**
     * A proxy is trusted that sends {@link RequestTarget#PROXY_SECRET} in {@link RequestTarget#PROXY_SECRET_FIELD}, and the
     * client's certificate in {@code Client-Cert} (RFC 9440).
     */
    CLIENT_CERT,
    /** The same, and the client's certificate comes in Envoy's {@code X-Forwarded-Client-Cert}; one proxy only. */
    XFCC
}
