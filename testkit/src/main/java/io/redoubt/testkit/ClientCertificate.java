package io.redoubt.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A self-signed certificate with its ES256 key, by which a client proves on a TLS connection that a
 * {@linkplain TestToken#boundTo(X509Certificate) bound token} is its own (RFC 8705), in the forms in which proxies tell a
 * service about it. Its name stands in the subject, as DNS name and in a SPIFFE URI; as it names 127.0.0.1 too, a test
 * server can show one.
 *
 * <p>The key lives only in memory. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ClientCertificate {

    private static final String SERVER_AUTHENTICATION = "2b06010505070301";
    private static final String CLIENT_AUTHENTICATION = "2b06010505070302";
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final Duration AGE = Duration.ofDays(1);
    private static final char[] PASSWORD = "of-a-test".toCharArray();

    private final String name;
    private final SigningKey key;
    private final BigInteger serialNumber;
    private final Instant from;
    private final X509Certificate certificate;

    private ClientCertificate(String name, SigningKey key, BigInteger serialNumber, Instant from) {
        this.name = name;
        this.key = key;
        this.serialNumber = serialNumber;
        this.from = from;
        this.certificate = certificate(CertificateForgery.of(
                key,
                name,
                serialNumber,
                from,
                CertificateForgery.extendedKeyUsage(CLIENT_AUTHENTICATION, SERVER_AUTHENTICATION),
                CertificateForgery.alternativeNames(
                        name + ".example", "spiffe://shop.example/" + name, LOOPBACK.clone())));
    }

    /**
     * {@return a new certificate, valid since yesterday and for a year, with a new key}
     *
     * @param name the common name of its subject, one label of a host name; two certificates may have one name
     */
    public static ClientCertificate selfSigned(String name) {
        return selfSigned(name, Clock.systemUTC());
    }

    /**
     * {@return a new certificate, valid since yesterday and for a year, with a new key}
     *
     * @param name the common name of its subject, one label of a host name; two certificates may have one name
     * @param clock says when yesterday was; TLS itself goes by the system's time
     */
    public static ClientCertificate selfSigned(String name, Clock clock) {
        SigningKey key = new SigningKey(name, SigningAlgorithm.ES256);
        return new ClientCertificate(name, key, BigInteger.ONE, clock.instant().minus(AGE));
    }

    /** {@return another certificate of the same key and subject: its thumbprint differs, so bound tokens do not fit it} */
    public ClientCertificate renewed() {
        return new ClientCertificate(name, key, serialNumber.add(BigInteger.ONE), from.plus(Duration.ofHours(1)));
    }

    /** {@return the certificate} */
    public X509Certificate certificate() {
        return certificate;
    }

    /** {@return its private key} */
    public PrivateKey privateKey() {
        return key.privateKey();
    }

    /** {@return the SHA-256 digest of its DER in base64url, {@code x5t#S256} (RFC 8705 §3.1)} */
    public String thumbprint() {
        return thumbprint(certificate);
    }

    static String thumbprint(X509Certificate certificate) {
        return Texts.base64url(Texts.sha256(der(certificate)));
    }

    /** {@return the value of the field {@code Client-Cert} (RFC 9440 §2.2)} */
    public String clientCertField() {
        return ":" + Base64.getEncoder().encodeToString(der(certificate)) + ":";
    }

    /** {@return an element of Envoy's field {@code X-Forwarded-Client-Cert} with hash, certificate and subject} */
    public XfccElement xfcc() {
        return XfccElement.of(certificate);
    }

    /**
     * {@return a new PKCS #12 store with the certificate and its key}
     *
     * @param password of the key
     */
    public KeyStore keyStore(char[] password) {
        try {
            KeyStore store = emptyStore();
            store.setKeyEntry(name, privateKey(), password, new Certificate[] {certificate});
            return store;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK keeps no keys in PKCS #12", e);
        }
    }

    /**
     * {@return a new PKCS #12 store with certificates to be trusted}
     *
     * @param certificates which
     */
    public static KeyStore trustStore(X509Certificate... certificates) {
        try {
            KeyStore store = emptyStore();
            for (X509Certificate certificate : certificates) {
                store.setCertificateEntry(thumbprint(certificate), certificate);
            }
            return store;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK keeps no certificates in PKCS #12", e);
        }
    }

    /**
     * {@return one end of TLS connections that shows this certificate, if the other end asks for it}
     *
     * @param trusted the certificates that the other end may show
     */
    public SSLContext tls(X509Certificate... trusted) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(keyStore(PASSWORD), PASSWORD);
            return tls(keys.getKeyManagers(), trusted);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK speaks no TLS", e);
        }
    }

    /**
     * {@return the client's end of TLS connections that shows no certificate}
     *
     * @param trusted the certificates that the server may show
     */
    public static SSLContext tlsWithout(X509Certificate... trusted) {
        try {
            return tls(new KeyManager[0], trusted);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK speaks no TLS", e);
        }
    }

    private static SSLContext tls(KeyManager[] keys, X509Certificate... trusted) throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trustStore(trusted));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust.getTrustManagers(), null);
        return context;
    }

    /** {@return its name; neither key nor certificate are shown} */
    @Override
    public String toString() {
        return "the client certificate of " + name;
    }

    static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate without an encoding", e);
        }
    }

    private static X509Certificate certificate(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IllegalStateException("this JDK reads no X.509", e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (IOException e) {
            throw new GeneralSecurityException("an empty store cannot be made", e);
        }
    }
}
