package io.redoubt.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.ConfigurationException;
import io.redoubt.audit.SecurityEvent;
import io.redoubt.testkit.ClientCertificate;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientCertificatesTest {

    private static final String SECRET = "test-only-proxy-secret-of-32-characters";
    private static final String NEXT_SECRET = "test-only-next-proxy-secret-of-32-chars";
    private static final ClientCertificate CLIENT = ClientCertificate.selfSigned("client");
    private static final ClientCertificate PROXY = ClientCertificate.selfSigned("proxy");
    private static final ClientCertificate ATTACKER = ClientCertificate.selfSigned("attacker");
    private static final ProxyTrust BY_SECRET = ProxyTrust.bySecret("X-Proxy-Secret", List.of(SECRET, NEXT_SECRET));
    private static final ClientCertificates IN_FIELD = ClientCertificates.inClientCert(BY_SECRET);
    private static final ClientCertificates IN_XFCC = ClientCertificates.inForwardedClientCert(BY_SECRET, 1);

    private final List<SecurityEvent> events = new ArrayList<>();

    @Test
    void findsTheCertificateOfTheConnection() {
        assertThat(ClientCertificates.ofConnection()
                        .thumbprintOf(request().over(CLIENT.certificate()).facts()))
                .contains(CLIENT.thumbprint());
        assertThat(ClientCertificates.ofConnection().thumbprintOf(request().facts()))
                .isEmpty();
    }

    @Test
    void takesTheFieldFromWhoKnowsTheSecret() {
        for (String secret : List.of(SECRET, NEXT_SECRET)) {
            RequestFacts facts = request()
                    .field("X-Proxy-Secret", secret)
                    .field("Client-Cert", CLIENT.clientCertField())
                    .facts();

            assertThat(IN_FIELD.thumbprintOf(facts)).contains(CLIENT.thumbprint());
            IN_FIELD.reportDistrusted(facts, events::add);
        }
        assertThat(events).isEmpty();
    }

    @Test
    void takesTheFieldFromNobodyElse() {
        ARequest forged = request().field("Client-Cert", CLIENT.clientCertField());

        for (ARequest request : List.of(
                forged,
                forged.field("X-Proxy-Secret", ""),
                forged.field("X-Proxy-Secret", SECRET + "x"),
                forged.field("X-Proxy-Secret", SECRET, SECRET),
                forged.field("X-Proxy-Secret", "guess", SECRET))) {
            events.clear();
            assertThat(IN_FIELD.thumbprintOf(request.facts())).isEmpty();
            IN_FIELD.reportDistrusted(request.facts(), events::add);
            assertThat(events).hasSize(1);
            assertThat(events.toString()).doesNotContain(SECRET);
        }
    }

    @Test
    void takesTheFieldFromThePinnedCertificateOfTheProxy() {
        String pinned = HexFormat.ofDelimiter(":")
                .withUpperCase()
                .formatHex(Base64.getUrlDecoder().decode(PROXY.thumbprint()));
        ClientCertificates source = ClientCertificates.inClientCert(ProxyTrust.byCertificate(Set.of(pinned)));
        ARequest request = request().field("Client-Cert", CLIENT.clientCertField());

        assertThat(source.thumbprintOf(request.over(PROXY.certificate()).facts()))
                .contains(CLIENT.thumbprint());
        assertThat(source.thumbprintOf(request.over(ATTACKER.certificate()).facts()))
                .isEmpty();
        assertThat(source.thumbprintOf(request.facts())).isEmpty();
    }

    /** Behind a proxy the connection's certificate is the proxy's: a token bound to it would be everybody's. */
    @Test
    void neverTakesTheProxysCertificateForTheClients() {
        assertThat(IN_FIELD.thumbprintOf(request()
                        .field("X-Proxy-Secret", SECRET)
                        .over(PROXY.certificate())
                        .facts()))
                .isEmpty();
    }

    @Test
    void asksForTheAddressBesides() {
        ClientCertificates source =
                ClientCertificates.inClientCert(BY_SECRET.onlyFrom(TrustedProxies.at(List.of("10.0.0.0/8"))));
        ARequest request = request().field("X-Proxy-Secret", SECRET).field("Client-Cert", CLIENT.clientCertField());

        assertThat(source.thumbprintOf(request.from("10.1.2.3").facts())).contains(CLIENT.thumbprint());
        assertThat(source.thumbprintOf(request.from("192.0.2.1").facts())).isEmpty();
        assertThat(source.thumbprintOf(request.from("").facts())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ":", "::", ":AAAA", "AAAA:", ":AA AA:", ":AA_A:", ":A:", ":AAAA:;q=1", ":AAAA:, :AAAA:"})
    void readsNoFieldOfAnotherForm(String field) {
        assertThat(IN_FIELD.thumbprintOf(trusted("Client-Cert", field))).isEmpty();
    }

    @Test
    void readsNoSecondField() {
        assertThat(IN_FIELD.thumbprintOf(trusted("Client-Cert", ATTACKER.clientCertField(), CLIENT.clientCertField())))
                .isEmpty();
        assertThat(IN_FIELD.thumbprintOf(trusted("Client-Cert", ":" + "A".repeat(16_384) + ":")))
                .isEmpty();
    }

    @Test
    void readsEnvoysField() {
        String hash = HexFormat.of().formatHex(Base64.getUrlDecoder().decode(CLIENT.thumbprint()));

        assertThat(IN_XFCC.thumbprintOf(
                        trusted("X-Forwarded-Client-Cert", CLIENT.xfcc().toString())))
                .contains(CLIENT.thumbprint());
        assertThat(IN_XFCC.thumbprintOf(trusted("X-Forwarded-Client-Cert", "Hash=" + hash)))
                .contains(CLIENT.thumbprint());
        assertThat(IN_XFCC.thumbprintOf(trusted(
                        "X-Forwarded-Client-Cert",
                        "By=spiffe://a;Hash=" + hash + ";Subject=\"CN=a\\\",Hash=b;c\";URI=;DNS=a;DNS=b")))
                .contains(CLIENT.thumbprint());
    }

    @Test
    void refusesMoreElementsThanProxiesThatAppendOne() {
        String own = CLIENT.xfcc().toString();
        String forged = ATTACKER.xfcc().toString();
        ClientCertificates behindTwo = ClientCertificates.inForwardedClientCert(BY_SECRET, 2);

        assertThat(IN_XFCC.thumbprintOf(trusted("X-Forwarded-Client-Cert", forged + "," + own)))
                .isEmpty();
        assertThat(IN_XFCC.thumbprintOf(trusted("X-Forwarded-Client-Cert", forged, own)))
                .isEmpty();
        assertThat(behindTwo.thumbprintOf(trusted("X-Forwarded-Client-Cert", own + "," + PROXY.xfcc())))
                .contains(CLIENT.thumbprint());
        assertThat(behindTwo.thumbprintOf(trusted("X-Forwarded-Client-Cert", forged + "," + own + "," + PROXY.xfcc())))
                .isEmpty();
        assertThat(behindTwo.thumbprintOf(trusted("X-Forwarded-Client-Cert", own)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                ";",
                "Hash",
                "Hash=",
                "Hash=00",
                "=x",
                "Subject=\"open",
                "Subject=\"open\\",
                "By=a;;Hash=b",
                "Cert=\"%\"",
                "Cert=\"%2\"",
                "Cert=\"%zz\"",
                "Cert=-----BEGIN CERTIFICATE-----",
                "Cert=\"-----BEGIN CERTIFICATE-----%0A-----END CERTIFICATE-----\"",
                "Cert=\"-----BEGIN CERTIFICATE-----%0A*%0A-----END CERTIFICATE-----\""
            })
    void readsNoElementOfAnotherForm(String field) {
        assertThat(IN_XFCC.thumbprintOf(trusted("X-Forwarded-Client-Cert", field)))
                .isEmpty();
    }

    @Test
    void refusesAHashThatIsNotTheCertificatesAndASecondOne() {
        String hash = HexFormat.of().formatHex(Base64.getUrlDecoder().decode(CLIENT.thumbprint()));
        String otherHash = HexFormat.of().formatHex(Base64.getUrlDecoder().decode(ATTACKER.thumbprint()));
        String pem = "-----BEGIN CERTIFICATE-----%0A"
                + Base64.getEncoder()
                        .encodeToString(der(CLIENT))
                        .replace("+", "%2B")
                        .replace("=", "%3D")
                + "%0A-----END CERTIFICATE-----";

        assertThat(IN_XFCC.thumbprintOf(trusted("X-Forwarded-Client-Cert", "Hash=" + hash + ";Cert=\"" + pem + "\"")))
                .contains(CLIENT.thumbprint());
        assertThat(IN_XFCC.thumbprintOf(
                        trusted("X-Forwarded-Client-Cert", "Hash=" + otherHash + ";Cert=\"" + pem + "\"")))
                .isEmpty();
        assertThat(IN_XFCC.thumbprintOf(trusted("X-Forwarded-Client-Cert", "Hash=" + hash + ";Hash=" + otherHash)))
                .isEmpty();
    }

    @Test
    void keepsEverythingThatNamesACertificateFromTheApplication() {
        assertThat(IN_FIELD.privateFields())
                .containsExactly("Client-Cert", "Client-Cert-Chain", "X-Forwarded-Client-Cert", "X-Proxy-Secret");
        assertThat(ClientCertificates.ofConnection().privateFields())
                .containsExactly("Client-Cert", "Client-Cert-Chain", "X-Forwarded-Client-Cert");
    }

    @Test
    void refusesATrustThatProvesNothing() {
        assertRefused(() -> ProxyTrust.bySecret("X Secret", List.of(SECRET)));
        assertRefused(() -> ProxyTrust.bySecret("X-Secret", List.of()));
        assertRefused(() -> ProxyTrust.bySecret("X-Secret", List.of(SECRET, NEXT_SECRET, SECRET)));
        assertRefused(() -> ProxyTrust.bySecret("X-Secret", List.of("x".repeat(31))));
        assertRefused(() -> ProxyTrust.byCertificate(Set.of()));
        assertRefused(() -> ProxyTrust.byCertificate(Set.of("00:11")));
        assertRefused(() -> ClientCertificates.inForwardedClientCert(BY_SECRET, 0));
        assertRefused(() -> ClientCertificates.inForwardedClientCert(BY_SECRET, 17));
    }

    private static void assertRefused(ThrowingCallable setting) {
        assertThatThrownBy(setting).isInstanceOf(ConfigurationException.class).hasMessageNotContaining(SECRET);
    }

    private static byte[] der(ClientCertificate certificate) {
        try {
            return certificate.certificate().getEncoded();
        } catch (CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }

    private static RequestFacts trusted(String field, String... values) {
        return request().field("X-Proxy-Secret", SECRET).field(field, values).facts();
    }

    private static ARequest request() {
        return ARequest.of("GET", "/orders");
    }
}
