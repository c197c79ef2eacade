package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import io.redoubt.ConfigurationException;
import io.redoubt.Reason;
import io.redoubt.testkit.TestClock;
import io.redoubt.testkit.TestIssuer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** As whom we ask: the endpoint is a real one and checks what it is shown. */
class ClientAuthenticationTest {

    private static final String CLIENT = "orders-rs";
    private static final String SECRET = "zx81secret";

    private final TestClock clock = TestClock.at(Instant.parse("2026-01-01T12:00:00Z"));
    private final TestIssuer issuer = TestIssuer.start(clock);
    private final Queue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            events.add(event);
        }
    };

    @BeforeEach
    void listen() {
        logger().setLevel(Level.TRACE);
        appender.start();
        logger().addAppender(appender);
    }

    @AfterEach
    void stop() {
        logger().detachAppender(appender);
        logger().setLevel(null);
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "se:cret", "se+cr et%", "\u00e4\u20ac", "a&b=c", "*~-._"})
    void authenticatesWithASecretOfAnyCharacters(String secret) {
        issuer.registerClient(secret + "-client", secret);

        assertThat(answer(ClientAuthentication.secret(secret + "-client", secret)))
                .isInstanceOf(VerifiedToken.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "ES384", "RS256", "PS256", "EdDSA"})
    void authenticatesWithAJwk(String algorithm) {
        String jwk = issuer.registerClientWithKey(CLIENT, algorithm);

        assertThat(answer(ClientAuthentication.privateKey(CLIENT, jwk))).isInstanceOf(VerifiedToken.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "ES384", "RS256", "EdDSA"})
    void authenticatesWithAPemFile(String algorithm) throws Exception {
        JWK jwk = JWK.parse(issuer.registerClientWithKey(CLIENT, algorithm));

        assertThat(answer(ClientAuthentication.privateKey(CLIENT, "\n" + pem(pkcs8(jwk)) + "\n")))
                .isInstanceOf(VerifiedToken.class);
    }

    /** The endpoint takes each assertion once: every call has one of its own. */
    @Test
    void makesANewAssertionForEachCall() {
        TokenVerifier verifier =
                verifier(ClientAuthentication.privateKey(CLIENT, issuer.registerClientWithKey(CLIENT, "ES256")));

        assertThat(verifier.verify(issuer.opaqueToken(issuer.token()))).isInstanceOf(VerifiedToken.class);
        assertThat(verifier.verify(issuer.opaqueToken(issuer.token()))).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void addressesTheAssertionAsItIsTold() {
        ClientAuthentication client =
                ClientAuthentication.privateKey(CLIENT, issuer.registerClientWithKey(CLIENT, "ES256"));

        assertThat(verifier(introspection(client)
                                .withAssertionAudience(issuer.introspectionUri().toString()))
                        .verify(issuer.opaqueToken(issuer.token())))
                .isInstanceOf(VerifiedToken.class);
        assertThat(verifier(introspection(client).withAssertionAudience("https://other.example"))
                        .verify(issuer.opaqueToken(issuer.token())))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> introspection(ClientAuthentication.secret(CLIENT, SECRET))
                        .withAssertionAudience("x"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("introspection.assertion-audience");
    }

    @Test
    void saysOnceAMinuteThatItsCredentialsAreRefused() {
        issuer.registerClient(CLIENT, "another");
        TokenVerifier verifier = verifier(ClientAuthentication.secret(CLIENT, SECRET));
        String token = issuer.opaqueToken(issuer.token());

        for (int i = 0; i < 5; i++) {
            Refusal refusal = (Refusal) verifier.verify(token);
            assertThat(refusal.reason()).isEqualTo(Reason.INTROSPECTION_UNAVAILABLE);
            assertThat(refusal.detail()).contains("credentials");
        }
        assertThat(errors()).hasSize(1).allMatch(line -> line.contains(issuer.issuerUri()));

        clock.advance(Duration.ofSeconds(59));
        verifier.verify(token);
        assertThat(errors()).hasSize(1);

        clock.advance(Duration.ofSeconds(1));
        verifier.verify(token);
        assertThat(errors()).hasSize(2);
    }

    @Test
    void saysSoForAForbiddenClientToo() {
        issuer.introspection().status(403);

        verifier(ClientAuthentication.secret(CLIENT, SECRET)).verify("opaque");

        assertThat(errors()).hasSize(1);
    }

    @Test
    void showsNoSecretAndNoToken() throws Exception {
        String jwk = issuer.registerClientWithKey(CLIENT, "ES256");
        String d = ECKey.parse(jwk).getD().toString();
        issuer.registerClient(CLIENT, "another");
        ClientAuthentication bySecret = ClientAuthentication.secret(CLIENT, SECRET);
        ClientAuthentication byKey = ClientAuthentication.privateKey(CLIENT, jwk);
        StringBuilder shown = new StringBuilder();
        for (ClientAuthentication client : List.of(bySecret, byKey)) {
            shown.append(client).append(introspection(client)).append(trusted(introspection(client)));
            shown.append(introspection(client).client());
            shown.append(verifier(client).verify("zx81token"));
            issuer.introspection().body("{\"active\":true,\"zx81token\":\"zx81token\"");
            shown.append(verifier(client).verify("zx81token"));
            issuer.introspection().ok();
        }
        shown.append(ClientKey.read(jwk));
        events.forEach(event -> shown.append(event.getFormattedMessage()));

        assertThat(shown.toString()).contains(CLIENT).doesNotContain(SECRET, d, "zx81", "Basic");
    }

    static Stream<Arguments> badKeys() throws Exception {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(1024);
        KeyPairGenerator p521 = KeyPairGenerator.getInstance("EC");
        p521.initialize(new ECGenParameterSpec("secp521r1"));
        try (TestIssuer issuer = TestIssuer.start()) {
            String ec = issuer.registerClientWithKey(CLIENT, "ES256");
            String pem = pem(ECKey.parse(ec).toPrivateKey());
            return Stream.of(
                    arguments("nothing", ""),
                    arguments("any text", "zx81"),
                    arguments("a public JWK", JWK.parse(ec).toPublicJWK().toJSONString()),
                    arguments("a symmetric JWK", "{\"kty\":\"oct\",\"k\":\"zx81\"}"),
                    arguments("a JWK set", "{\"keys\":[" + ec + "]}"),
                    arguments("a JWK with a member twice", ec.replaceFirst("\\{", "{\"d\":\"zx81\",")),
                    arguments("a JWK for another algorithm", ec.replace("\"alg\":\"ES256\"", "\"alg\":\"RS256\"")),
                    arguments("a JWK for HS256", ec.replace("\"alg\":\"ES256\"", "\"alg\":\"HS256\"")),
                    arguments("a short RSA key", pem(rsa.generateKeyPair().getPrivate())),
                    arguments("a P-521 key", pem(p521.generateKeyPair().getPrivate())),
                    arguments("an encrypted PEM file", pem.replace("PRIVATE", "ENCRYPTED PRIVATE")),
                    arguments("a PKCS#1 PEM file", pem.replace("PRIVATE", "RSA PRIVATE")),
                    arguments("half a PEM file", pem.substring(0, 60)),
                    arguments("a PEM file of rubbish", pem(new byte[] {1, 2, 3})));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badKeys")
    void refusesKeysThatItCannotSignWith(String name, String key) {
        assertThatThrownBy(() -> ClientAuthentication.privateKey(CLIENT, key))
                .isInstanceOfSatisfying(ConfigurationException.class, e -> {
                    assertThat(e.problems())
                            .singleElement()
                            .satisfies(problem -> assertThat(problem.setting()).isEqualTo("introspection.private-key"));
                    StringWriter trace = new StringWriter();
                    e.printStackTrace(new PrintWriter(trace));
                    assertThat(trace.toString()).doesNotContain("zx81");
                    assertThat(e).hasNoCause();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void needsAnIdAndASecret(String blank) {
        assertThatThrownBy(() -> ClientAuthentication.secret(blank, SECRET))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("introspection.client-id")
                .hasMessageNotContaining(SECRET);
        assertThatThrownBy(() -> ClientAuthentication.privateKey(blank, SECRET))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("introspection.client-id");
        assertThatThrownBy(() -> ClientAuthentication.secret(CLIENT, blank))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("introspection.client-secret");
    }

    @Test
    void takesAKeyIdAlong() {
        String jwk = issuer.registerClientWithKey(CLIENT, "ES256");

        Map<String, String> form = ClientAuthentication.privateKey(CLIENT, jwk)
                .parameters("https://idp.example", clock.instant(), new SecureRandom());

        String header = form.get("client_assertion").split("\\.", 2)[0];
        assertThat(new String(Base64.getUrlDecoder().decode(header), java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"kid\":\"" + CLIENT + "-key\"");
    }

    private static PrivateKey pkcs8(JWK jwk) throws Exception {
        if (jwk instanceof ECKey ec) {
            return ec.toPrivateKey();
        }
        if (jwk instanceof RSAKey rsa) {
            return rsa.toPrivateKey();
        }
        byte[] d = ((OctetKeyPair) jwk).getD().decode();
        return java.security.KeyFactory.getInstance("Ed25519")
                .generatePrivate(
                        new java.security.spec.EdECPrivateKeySpec(java.security.spec.NamedParameterSpec.ED25519, d));
    }

    private static String pem(PrivateKey key) {
        return pem(key.getEncoded());
    }

    private static String pem(byte[] encoded) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                + "\n-----END PRIVATE KEY-----";
    }

    private List<String> errors() {
        return events.stream()
                .filter(event -> event.getLevel() == Level.ERROR)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private Verification answer(ClientAuthentication client) {
        return verifier(client).verify(issuer.opaqueToken(issuer.token()));
    }

    private Introspection introspection(ClientAuthentication client) {
        return Introspection.at(issuer.introspectionUri().toString(), client, new SecureRandom())
                .within(new CallLimits(16, 64, Duration.ofSeconds(20)));
    }

    private TrustedIssuer trusted(Introspection introspection) {
        return TrustedIssuer.introspected(
                issuer.issuerUri(), introspection, TokenProfile.RFC9068, Set.of("orders"), Set.of());
    }

    private TokenVerifier verifier(Introspection introspection) {
        return TokenVerifier.trusting(List.of(trusted(introspection)), clock);
    }

    private TokenVerifier verifier(ClientAuthentication client) {
        return verifier(introspection(client));
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger("io.redoubt");
    }
}
