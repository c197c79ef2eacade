package io.redoubt.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.Reason;
import io.redoubt.testkit.ClientCertificate;
import io.redoubt.testkit.DpopKey;
import io.redoubt.testkit.DpopProof;
import io.redoubt.testkit.TestIssuer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the page about sender-constrained tokens shows works, and what it lists is complete. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SenderConstraintPageTest {

    private static final Page PAGE = Page.named("sender-constraint.md");
    private static final String ORDERS = "https://orders.shop.example/orders";
    private static final String SECRET = "test-only-secret-of-a-proxy-that-is-none";
    private static final String PASSWORD = "test-only";

    private final TestIssuer issuer = TestIssuer.start();
    private final ClientCertificate server = ClientCertificate.selfSigned("server");
    private final ClientCertificate client = ClientCertificate.selfSigned("client");
    private final ClientCertificate proxy = ClientCertificate.selfSigned("proxy");
    private final String certificateBound =
            issuer.token().scope("orders:read").boundTo(client.certificate()).sign();

    @AfterAll
    void stop() {
        issuer.close();
    }

    @Test
    void showsHowToTakeDpop() throws Exception {
        try (PageService service = start(0)) {
            DpopKey key = DpopKey.create();
            String token = issuer.token().scope("orders:read").boundTo(key).sign();
            DpopProof proof = key.proof("GET", ORDERS).accessToken(token);

            // Just after the start the service asks for a nonce; on a slow machine that time may be over.
            HttpResponse<String> first = getOrders(service, token, proof);
            Optional<DpopProof> asked = first.headers().firstValue("DPoP-Nonce").map(proof::nonce);
            HttpResponse<String> answer = asked.isEmpty() ? first : getOrders(service, token, asked.get());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(getOrders(service, token, asked.orElse(proof)).statusCode())
                    .isEqualTo(401);
            assertThat(service.get("/orders", "Authorization", "Bearer " + token)
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void showsTheMetadata() throws Exception {
        try (PageService service = start(0)) {
            String shown = PAGE.all("```json\\n([^`]+)```").get(0).replaceAll("\\s", "");

            assertThat(service.get("/.well-known/oauth-protected-resource").body())
                    .isEqualTo(shown.replace("https://idp.example", issuer.issuerUri()));
        }
    }

    @Test
    void showsHowToTakeTheCertificateOfTheConnection(@TempDir Path folder) throws Exception {
        try (PageService service = PageService.start(withStores(folder, configuration(1)), settings())) {
            HttpClient owner = over(client);
            HttpClient thief = over(proxy);

            assertThat(getOrders(service, owner).statusCode()).isEqualTo(200);
            assertThat(getOrders(service, thief).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void showsHowToTakeTheFieldOfAProxyThatShowsASecret() throws Exception {
        try (PageService service = start(2)) {
            String haproxy = ":"
                    + Base64.getEncoder().encodeToString(client.certificate().getEncoded()) + ":";

            assertThat(getOrders(service, "Client-Cert", haproxy, "X-Proxy-Secret", SECRET)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(getOrders(service, "Client-Cert", haproxy).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void showsHowToTakeTheFieldOfAProxyThatShowsItsCertificate(@TempDir Path folder) throws Exception {
        Map<String, String> tls = settings();
        tls.put("server.ssl.bundle", "orders");
        tls.put("server.ssl.client-auth", "want");
        tls.put("spring.ssl.bundle.jks.orders.keystore.location", "file:keystore.p12");
        tls.put("spring.ssl.bundle.jks.orders.keystore.password", PASSWORD);
        tls.put("spring.ssl.bundle.jks.orders.truststore.location", "file:truststore.p12");
        tls.put("spring.ssl.bundle.jks.orders.truststore.password", PASSWORD);
        tls.replaceAll((name, value) -> withStores(folder, value));
        try (PageService service = PageService.start(configuration(3), tls)) {
            String nginx =
                    "Cert=\"" + URLEncoder.encode(pem(), StandardCharsets.UTF_8).replace("+", "%20") + "\"";
            String envoy = client.xfcc().text();

            for (String field : List.of(nginx, envoy)) {
                assertThat(getOrders(service, over(proxy), "X-Forwarded-Client-Cert", field)
                                .statusCode())
                        .as(field)
                        .isEqualTo(200);
                assertThat(getOrders(service, over(client), "X-Forwarded-Client-Cert", field)
                                .statusCode())
                        .as("from somebody else: %s", field)
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void showsNoOtherConfiguration() {
        assertThat(PAGE.configurations()).hasSize(4);
    }

    @Test
    void listsEveryPropertyWithItsDefault() {
        Map<String, String> listed = new TreeMap<>();
        for (MatchResult row : rows("## Properties", "\\| `([^`]+)` \\| (?:`([^`]+)`|–) \\|.*")) {
            String name =
                    row.group(1).startsWith("redoubt.") ? row.group(1) : "redoubt.sender-constraint." + row.group(1);
            listed.put(name, row.group(2) == null ? "" : row.group(2));
        }

        Map<String, String> known = PropertyMetadata.defaultsUnder("redoubt.sender-constraint.");
        known.put("redoubt.base-url", "");
        assertThat(listed).isEqualTo(known);
    }

    @Test
    void listsEveryReasonWithItsStatus() {
        Map<String, Integer> statuses = new HashMap<>();
        for (MatchResult row : rows("## What is checked, in this order", "\\|.*\\| (.+) \\| (\\d{3}) \\|")) {
            new Page(row.group(1)).codes().forEach(code -> statuses.put(code, Integer.valueOf(row.group(2))));
        }

        assertThat(Arrays.stream(Reason.values()).map(Reason::code).filter(code -> code.startsWith("dpop.")))
                .allSatisfy(code -> assertThat(statuses).containsKey(code));
        assertThat(statuses)
                .allSatisfy((code, status) -> assertThat(Reason.values())
                        .anyMatch(reason -> reason.code().equals(code) && reason.status() == status));
    }

    @Test
    void namesCodesThatExist() {
        assertThat(PAGE.codes())
                .isNotEmpty()
                .allMatch(code -> Page.knownCodes().contains(code) || code.equals("request.field-distrusted"));
    }

    @Test
    void linksToFilesThatAreThere() {
        assertThat(PAGE.links())
                .isNotEmpty()
                .allSatisfy(link -> assertThat(link).exists());
    }

    private static List<MatchResult> rows(String heading, String row) {
        return Pattern.compile("(?m)^" + row + "$")
                .matcher(PAGE.under(heading).text())
                .results()
                .toList();
    }

    private PageService start(int example) throws IOException {
        return PageService.start(configuration(example), settings());
    }

    private static String configuration(int example) {
        return PAGE.configurations().get(example);
    }

    /** What these examples leave to the reader. */
    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("redoubt.issuers.main.issuer-uri", issuer.issuerUri());
        settings.put("redoubt.issuers.main.audience", "orders");
        settings.put("redoubt.access.rules[0].path", "/orders");
        settings.put("redoubt.access.rules[0].scopes", "orders:read");
        settings.put("PROXY_SECRET", SECRET);
        settings.put("PROXY_FINGERPRINT", fingerprint());
        settings.put("KEYSTORE_PASSWORD", PASSWORD);
        return settings;
    }

    private String withStores(Path folder, String setting) {
        store(folder.resolve("keystore.p12"), server.keyStore(PASSWORD.toCharArray()));
        store(
                folder.resolve("truststore.p12"),
                ClientCertificate.trustStore(client.certificate(), proxy.certificate()));
        return setting.replace("file:keystore.p12", "file:" + folder.resolve("keystore.p12"))
                .replace("file:truststore.p12", "file:" + folder.resolve("truststore.p12"));
    }

    private static void store(Path file, KeyStore store) {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError("the store cannot be written", e);
        }
    }

    /** As {@code openssl x509 -noout -fingerprint -sha256} prints it. */
    private String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(proxy.certificate().getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    private String pem() throws GeneralSecurityException {
        Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return "-----BEGIN CERTIFICATE-----\n"
                + lines.encodeToString(client.certificate().getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    private HttpClient over(ClientCertificate certificate) {
        return HttpClient.newBuilder()
                .sslContext(certificate.tls(server.certificate()))
                .build();
    }

    private static HttpResponse<String> getOrders(PageService service, String token, DpopProof proof)
            throws IOException, InterruptedException {
        return service.get("/orders", "Authorization", "DPoP " + token, "DPoP", proof.sign());
    }

    private HttpResponse<String> getOrders(PageService service, String... fields)
            throws IOException, InterruptedException {
        return service.get("/orders", withToken(fields));
    }

    private HttpResponse<String> getOrders(PageService service, HttpClient over, String... fields)
            throws IOException, InterruptedException {
        return service.getWith(over, "/orders", withToken(fields));
    }

    private String[] withToken(String... fields) {
        String[] all = Arrays.copyOf(fields, fields.length + 2);
        all[fields.length] = "Authorization";
        all[fields.length + 1] = "Bearer " + certificateBound;
        return all;
    }
}
