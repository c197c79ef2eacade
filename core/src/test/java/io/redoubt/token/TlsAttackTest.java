package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.redoubt.testkit.TestIssuer;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Row 193 of the attack catalogue: the JWK set is only taken over a connection that RFC 9325 would call one. */
@Tag("attack-193")
class TlsAttackTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int END = -1;
    private static final int ALERT = 21; // RFC 2246 section 6.2.1
    private static final char[] PASSWORD = "of-a-test".toCharArray();

    private final SSLContext before = defaultContext();
    private final TestIssuer issuer = TestIssuer.start();
    private final AtomicInteger answers = new AtomicInteger();
    private final Path folder;

    TlsAttackTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void stop() {
        SSLContext.setDefault(before);
        issuer.close();
    }

    /** Without it, the refusals below would prove nothing. */
    @Test
    void takesTheKeysFromATrustedServer() throws Exception {
        KeyStore good = certificate("-ext", "san=ip:127.0.0.1");
        trust(good);

        try (RunningServer server = serverWith(good)) {
            assertThat(fetch(server.port()).size()).isOne();
        }
        assertThat(answers).hasValue(1);
    }

    @Test
    void refusesACertificateThatNobodyTrusts() throws Exception {
        assertRefused(certificate("-ext", "san=ip:127.0.0.1"));
    }

    @Test
    void refusesTheCertificateOfAnotherHost() throws Exception {
        KeyStore another = certificate("-ext", "san=ip:127.0.0.2,dns:evil.example");
        trust(another);

        assertRefused(another);
    }

    @Test
    void refusesACertificateThatHasExpired() throws Exception {
        KeyStore expired = certificate("-ext", "san=ip:127.0.0.1", "-startdate", "-10d", "-validity", "5");
        trust(expired);

        assertRefused(expired);
    }

    /** The JDK's own server would refuse TLS 1.0 before the client can: this one speaks it octet by octet. */
    @Test
    void refusesAnOldVersionOfTls() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Integer> next = CompletableFuture.supplyAsync(() -> answerInTls10(server));

            assertThatThrownBy(() -> fetch(server.getLocalPort()))
                    .isInstanceOf(KeySetException.class)
                    .hasMessageContaining("SSLHandshakeException");

            assertThat(next.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isIn(END, ALERT);
        }
    }

    private void assertRefused(KeyStore certificate) throws Exception {
        try (RunningServer server = serverWith(certificate)) {
            assertThatThrownBy(() -> fetch(server.port()))
                    .isInstanceOf(KeySetException.class)
                    .hasMessageContaining("SSLHandshakeException");
        }
        assertThat(answers).hasValue(0);
    }

    private KeySnapshot fetch(int port) throws KeySetException, InterruptedException {
        URI jwkSet = URI.create("https://127.0.0.1:" + port + "/jwks");
        return new KeySetFetcher(issuer.issuerUri(), KeySetLocation.at(jwkSet))
                .fetch()
                .orElseThrow();
    }

    /** {@return what comes after a ServerHello of TLS 1.0 (RFC 2246 section 7.4.1.3): a record's type, or the end} */
    private static int answerInTls10(ServerSocket server) {
        try (Socket client = server.accept()) {
            client.setSoTimeout((int) PATIENCE.toMillis());
            DataInputStream in = new DataInputStream(client.getInputStream());
            in.readNBytes(3); // type and version of the ClientHello
            in.readNBytes(in.readUnsignedShort());
            byte[] hello = HexFormat.of().parseHex("160301002a" + "02000026" + "0301" + "5a".repeat(32) + "00c01300");
            client.getOutputStream().write(hello);
            return in.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops when it is closed. */
    private record RunningServer(HttpsServer server) implements AutoCloseable {

        int port() {
            return server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    private RunningServer serverWith(KeyStore certificate) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(certificate, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/jwks", exchange -> {
            answers.incrementAndGet();
            byte[] body = issuer.jwkSet().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return new RunningServer(server);
    }

    /** {@return a certificate with its key and its issuer, made by the JDK's own tool: its API has no way to make one} */
    private KeyStore certificate(String... options) throws Exception {
        keytool("ca", List.of("-ext", "bc=ca:true"));
        List<String> signed = new ArrayList<>(List.of("-signer", "ca"));
        signed.addAll(List.of(options));
        keytool("server", signed);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("store.p12"))) {
            store.load(in, PASSWORD);
        }
        store.deleteEntry("ca"); // the server must not show this one
        return store;
    }

    private void keytool(String alias, List<String> options) throws IOException, InterruptedException {
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String fixed = "-genkeypair -keyalg EC -groupname secp256r1 -storetype PKCS12 -dname CN=" + alias;
        List<String> command = new ArrayList<>(List.of(tool));
        command.addAll(List.of(fixed.split(" ", -1)));
        command.addAll(List.of("-alias", alias, "-storepass", new String(PASSWORD)));
        command.addAll(List.of("-keystore", folder.resolve("store.p12").toString()));
        command.addAll(options);
        Path output = folder.resolve("keytool.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }

    /** Makes the whole JVM trust a certificate, as an operator does who adds it to the trust store. */
    private static void trust(KeyStore store) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", store.getCertificateChain("server")[1]);
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        SSLContext.setDefault(context);
    }

    private static SSLContext defaultContext() {
        try {
            return SSLContext.getDefault();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
