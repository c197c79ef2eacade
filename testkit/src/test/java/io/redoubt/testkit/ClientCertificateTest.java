package io.redoubt.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

class ClientCertificateTest {

    private final ClientCertificate client = ClientCertificate.selfSigned("shop-web");
    private final ClientCertificate server = ClientCertificate.selfSigned("orders");

    @Test
    void certifiesItsOwnKey() throws Exception {
        X509Certificate certificate = client.certificate();

        certificate.verify(certificate.getPublicKey());
        certificate.checkValidity();
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=shop-web");
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.1");
        assertThat(certificate.getSubjectAlternativeNames())
                .extracting(name -> (String) name.get(1))
                .containsExactly("shop-web.example", "spiffe://shop.example/shop-web", "127.0.0.1");
    }

    @Test
    void hasTheThumbprintOfRfc8705() throws Exception {
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(client.certificate().getEncoded());

        assertThat(client.thumbprint())
                .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(digest))
                .hasSize(43);
        assertThat(client.xfcc().text()).contains("Hash=" + HexFormat.of().formatHex(digest));
    }

    @Test
    void keepsKeyAndSubjectWhenRenewed() {
        ClientCertificate renewed = client.renewed();

        assertThat(renewed.certificate().getPublicKey())
                .isEqualTo(client.certificate().getPublicKey());
        assertThat(renewed.certificate().getSubjectX500Principal())
                .isEqualTo(client.certificate().getSubjectX500Principal());
        assertThat(renewed.certificate().getSerialNumber())
                .isNotEqualTo(client.certificate().getSerialNumber());
        assertThat(renewed.thumbprint()).isNotEqualTo(client.thumbprint());
        assertThat(ClientCertificate.selfSigned("shop-web").thumbprint()).isNotEqualTo(client.thumbprint());
    }

    @Test
    void takesItsTimesFromTheClock() {
        Instant now = Instant.parse("2030-01-01T00:00:00Z");

        X509Certificate certificate =
                ClientCertificate.selfSigned("shop-web", TestClock.at(now)).certificate();

        assertThat(certificate.getNotBefore()).isEqualTo(now.minus(Duration.ofDays(1)));
        assertThat(certificate.getNotAfter()).isEqualTo(now.plus(Duration.ofDays(364)));
    }

    /** RFC 9440 §2.2, RFC 8941 §3.3.5: a byte sequence. */
    @Test
    void writesTheFieldOfRfc9440() throws Exception {
        String field = client.clientCertField();

        assertThat(field).startsWith(":").endsWith(":");
        assertThat(Base64.getDecoder().decode(field.substring(1, field.length() - 1)))
                .isEqualTo(client.certificate().getEncoded());
    }

    @Test
    void writesTheElementOfEnvoy() throws Exception {
        String text = client.xfcc()
                .by("spiffe://shop.example/proxy")
                .uri("spiffe://shop.example/shop-web")
                .dns("shop-web.example")
                .text();

        String[] pairs = text.split(";", -1);
        String pem = URLDecoder.decode(
                pairs[1].substring("Cert=\"".length(), pairs[1].length() - 1), StandardCharsets.UTF_8);
        assertThat(pairs)
                .hasSize(6)
                .contains(
                        "Subject=\"CN=shop-web\"",
                        "By=spiffe://shop.example/proxy",
                        "URI=spiffe://shop.example/shop-web",
                        "DNS=shop-web.example");
        assertThat(pairs[1])
                .startsWith("Cert=\"-----BEGIN%20CERTIFICATE-----%0A")
                .endsWith("%0A\"");
        assertThat(read(pem)).isEqualTo(client.certificate());
    }

    @Test
    void changesAnElementPairByPair() {
        XfccElement element = client.xfcc();

        assertThat(element.without("Cert").without("Hash").text()).isEqualTo("Subject=\"CN=shop-web\"");
        assertThat(element.without("Cert").with("Hash", "00").text()).isEqualTo("Hash=00;Subject=\"CN=shop-web\"");
        assertThat(element.without("Cert").without("Hash").also("Subject", "x").text())
                .isEqualTo("Subject=\"CN=shop-web\";Subject=x");
        assertThat(element.without("Cert").without("Hash").subject("CN=\"a\\").text())
                .isEqualTo("Subject=\"CN=\\\"a\\\"");
        assertThat(element.chain(client.certificate()).text())
                .contains(";Chain=\"-----BEGIN%20")
                .startsWith(element.text());
        assertThat(element.certificate(client.renewed().certificate()).text())
                .isNotEqualTo(element.text())
                .startsWith(element.text().substring(0, 70));
    }

    @Test
    void authenticatesBothEndsOfAConnection() throws Exception {
        assertThat(seenByAServer(client.tls(server.certificate()))).containsExactly(client.certificate());
    }

    @Test
    void showsNothingWithoutACertificate() throws Exception {
        assertThat(seenByAServer(ClientCertificate.tlsWithout(server.certificate())))
                .isEmpty();
    }

    /** {@return the certificates that the client has shown} */
    private List<Certificate> seenByAServer(SSLContext clientsEnd) throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (SSLServerSocket listening = (SSLServerSocket) server.tls(client.certificate())
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listening.setWantClientAuth(true);
            Future<List<Certificate>> seen = executor.submit(() -> {
                try (SSLSocket accepted = (SSLSocket) listening.accept()) {
                    accepted.getOutputStream().write(1);
                    return List.of(accepted.getSession().getPeerCertificates());
                } catch (SSLPeerUnverifiedException e) {
                    return List.of();
                }
            });

            try (SSLSocket socket = (SSLSocket)
                    clientsEnd.getSocketFactory().createSocket(listening.getInetAddress(), listening.getLocalPort())) {
                assertThat(socket.getInputStream().read()).isOne();
                assertThat(socket.getSession().getPeerCertificates()[0]).isEqualTo(server.certificate());
            }
            return seen.get(20, TimeUnit.SECONDS);
        } finally {
            executor.shutdownNow();
        }
    }

    private static X509Certificate read(String pem) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }
}
