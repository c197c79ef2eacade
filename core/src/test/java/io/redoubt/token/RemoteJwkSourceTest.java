package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.redoubt.Reason;
import io.redoubt.testkit.TestIssuer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Against a real issuer that fails on command. Nothing here waits for a time: it waits for what must happen. */
class RemoteJwkSourceTest {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration AT_MOST = Duration.ofSeconds(20);

    private final TestIssuer issuer = TestIssuer.start();
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            messages.add(event.getFormattedMessage());
        }
    };

    @BeforeEach
    void listen() {
        appender.start();
        logger().addAppender(appender);
    }

    @AfterEach
    void stop() {
        logger().detachAppender(appender);
        issuer.close();
    }

    @Test
    void fetchesNothingBeforeAVerifierNeedsIt() {
        try (RemoteJwkSource keys = discovery(LONG, LONG, LONG)) {
            assertThat(keys.usableKeys()).isZero();
            assertThat(issuer.discovery().requests()).isZero();
        }
    }

    @Test
    @Tag("attack-186")
    void answers503WhileThereWasNeverAGoodSet() throws InterruptedException {
        issuer.jwks().hang();

        try (RemoteJwkSource keys = discovery(LONG, LONG, LONG)) {
            TokenVerifier verifier = verifier(keys);
            issuer.jwks().awaitRequests(1, AT_MOST);

            assertThat(verifier.verify(issuer.token().sign())).isEqualTo(Refusal.of(Reason.KEYS_UNAVAILABLE));
            assertThat(keys.awaitKeys(Duration.ZERO)).isFalse();
        }
    }

    @Test
    void triesAgainUntilTheIssuerAnswers() throws InterruptedException {
        issuer.discovery().status(500);

        try (RemoteJwkSource keys = discovery(LONG, SHORT, LONG)) {
            TokenVerifier verifier = verifier(keys);
            issuer.discovery().awaitRequests(3, AT_MOST);
            issuer.discovery().ok();

            assertThat(keys.awaitKeys(AT_MOST)).isTrue();
            assertThat(verifier.verify(issuer.token().sign())).isInstanceOf(VerifiedToken.class);
        }
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                failure(
                        "a status",
                        "answered with status 500",
                        (i, other) -> i.jwks().status(500)),
                failure(
                        "no content",
                        "answered with status 204",
                        (i, other) -> i.jwks().status(204)),
                failure("garbage", "no strict JSON", (i, other) -> i.jwks().garbage()),
                failure(
                        "no keys",
                        "no usable signature key",
                        (i, other) -> i.jwks().empty()),
                failure("a page", "no strict JSON", (i, other) -> i.jwks().html()),
                failure(
                        "too much",
                        "longer than 262144 bytes",
                        (i, other) -> i.jwks().huge()),
                failure(
                        "a hang-up",
                        "could not be fetched",
                        (i, other) -> i.jwks().drop()),
                failure(
                        "a redirect",
                        "answered with status 302",
                        (i, other) -> i.jwks().redirectTo(other.jwkSetUri())),
                failure(
                        "a broken discovery document",
                        "discovery document is no strict JSON",
                        (i, other) -> i.discovery().garbage()),
                failure(
                        "a discovery document of another issuer",
                        "names another issuer",
                        (i, other) -> i.discovery()
                                .body("{\"issuer\":\"" + other.issuerUri() + "\",\"jwks_uri\":\"" + other.jwkSetUri()
                                        + "\"}")),
                failure(
                        "a discovery document without keys",
                        "names no jwks_uri",
                        (i, other) -> i.discovery().body("{\"issuer\":\"" + i.issuerUri() + "\"}")),
                failure(
                        "keys on another host",
                        "on another host than the issuer",
                        (i, other) -> i.discovery()
                                .body("{\"issuer\":\"" + i.issuerUri()
                                        + "\",\"jwks_uri\":\"https://evil.example/jwks\"}")),
                failure(
                        "keys behind another port",
                        "on another port than the issuer",
                        (i, other) -> i.discovery()
                                .body("{\"issuer\":\"" + i.issuerUri() + "\",\"jwks_uri\":\"" + other.jwkSetUri()
                                        + "\"}")),
                failure(
                        "unchanged, which nobody asked",
                        "answered with status 304",
                        (i, other) -> i.jwks().status(304)),
                failure(
                        "a compressed set",
                        "content encoding",
                        (i, other) -> i.jwks().header("Content-Encoding", "gzip")),
                failure(
                        "keys over plain http",
                        "is no https URL",
                        (i, other) -> i.discovery()
                                .body("{\"issuer\":\"" + i.issuerUri()
                                        + "\",\"jwks_uri\":\"http://evil.example/jwks\"}")),
                failure(
                        "keys in a file",
                        "is no https URL",
                        (i, other) -> i.discovery()
                                .body("{\"issuer\":\"" + i.issuerUri() + "\",\"jwks_uri\":\"file:///etc/passwd\"}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    @Tag("attack-186")
    @Tag("attack-187")
    @Tag("attack-188")
    @Tag("attack-191")
    @Tag("attack-192")
    void keepsTheLastGoodSetThrough(String name, String problem, BiConsumer<TestIssuer, TestIssuer> failure)
            throws InterruptedException {
        try (TestIssuer other = TestIssuer.start();
                RemoteJwkSource keys = discovery(SHORT, SHORT, LONG)) {
            TokenVerifier verifier = verifier(keys);
            assertThat(keys.awaitKeys(AT_MOST)).isTrue();

            failure.accept(issuer, other);

            assertThat(awaitMessage(problem))
                    .contains("the last good set stays in use")
                    .doesNotContain("evil", "passwd");
            assertThat(verifier.verify(issuer.token().sign())).isInstanceOf(VerifiedToken.class);
            assertThat(other.jwks().requests()).isZero();
        }
    }

    @Test
    void forgetsASetThatIsTooOld() throws InterruptedException {
        RefreshPolicy policy = new RefreshPolicy(LONG, LONG, LONG, SHORT);

        try (RemoteJwkSource keys = new RemoteJwkSource(fetcher(), policy)) {
            TokenVerifier verifier = verifier(keys);
            assertThat(keys.awaitKeys(AT_MOST)).isTrue();

            awaitMessage("none fetched for");
            assertThat(keys.usableKeys()).isZero();
            assertThat(verifier.verify(issuer.token().sign())).isEqualTo(Refusal.of(Reason.KEYS_UNAVAILABLE));
        }
    }

    @Test
    @Tag("attack-194")
    void withdrawsKeysThatTheIssuerWithdrew() throws InterruptedException {
        try (RemoteJwkSource keys = discovery(SHORT, SHORT, LONG)) {
            TokenVerifier verifier = verifier(keys);
            assertThat(keys.awaitKeys(AT_MOST)).isTrue();
            String old = issuer.token().sign();
            assertThat(verifier.verify(old)).isInstanceOf(VerifiedToken.class);

            issuer.rotateKeys();
            // Two more requests after this moment: the answer to the first of them has been taken over by then.
            issuer.jwks().awaitRequests(issuer.jwks().requests() + 3, AT_MOST);

            assertThat(verifier.verify(old)).isEqualTo(Refusal.of(Reason.UNKNOWN_KEY));
            assertThat(verifier.verify(issuer.token().sign())).isInstanceOf(VerifiedToken.class);
        }
    }

    @Test
    @Tag("attack-47")
    void fetchesOnceForAnyNumberOfUnknownKeys() throws InterruptedException {
        try (RemoteJwkSource keys = discovery(LONG, LONG, LONG)) {
            TokenVerifier verifier = verifier(keys);
            assertThat(keys.awaitKeys(AT_MOST)).isTrue();

            for (int i = 0; i < 200; i++) {
                String token = issuer.token().header("kid", "forged-" + i).sign();
                assertThat(verifier.verify(token)).isEqualTo(Refusal.of(Reason.UNKNOWN_KEY));
            }
            issuer.jwks().awaitRequests(2, AT_MOST);

            // The forger's fetch has served the rotation, too; a second fetch would be asked for on this thread.
            assertThat(issuer.jwks().requests()).isEqualTo(2);
        }
    }

    @Test
    @Tag("attack-195")
    void letsAForgersFetchServeARotation() throws InterruptedException {
        try (RemoteJwkSource keys = discovery(LONG, LONG, SHORT)) {
            TokenVerifier verifier = verifier(keys);
            assertThat(keys.awaitKeys(AT_MOST)).isTrue();
            issuer.rotateKeysKeepingOld();
            String token = issuer.token().sign();

            assertThat(verifier.verify(token)).isEqualTo(Refusal.of(Reason.UNKNOWN_KEY));

            long deadline = System.nanoTime() + AT_MOST.toNanos();
            while (!(verifier.verify(token) instanceof VerifiedToken)) {
                assertThat(System.nanoTime()).as("the new key arrives").isLessThan(deadline);
                Thread.onSpinWait();
            }
        }
    }

    /** Attack 196: a forger who uses up the fetch of a pause delays a rotation, and cannot hide it. */
    @Test
    void findsARotationThatFallsIntoTheForgersPause() throws InterruptedException {
        try (RemoteJwkSource keys = discovery(LONG, LONG, Duration.ofSeconds(1))) {
            TokenVerifier verifier = verifier(keys);
            assertThat(keys.awaitKeys(AT_MOST)).isTrue();
            VerificationKey old = snapshot(keys).keys().get(0);
            verifier.verify(issuer.token().header("kid", "forged").sign());
            issuer.jwks().awaitRequests(2, AT_MOST);
            // The forger's fetch has been answered, or is about to be: the rotation comes too late for it, or in time.
            issuer.rotateKeysKeepingOld();

            // Nobody asks for anything after this one token.
            assertThat(verifier.verify(issuer.token().sign())).isEqualTo(Refusal.of(Reason.UNKNOWN_KEY));

            awaitUntil("both keys are there", () -> keys.usableKeys() == 2);
            assertThat(old.isLive()).isTrue();
        }
    }

    /** Attack 196: unknown keys have a budget of their own; refreshing by the clock needs none. */
    @Test
    void findsARotationByTheTimerWhenTheBudgetIsUsedUp() throws InterruptedException {
        try (RemoteJwkSource keys = discovery(SHORT, SHORT, LONG)) {
            TokenVerifier verifier = verifier(keys);
            assertThat(keys.awaitKeys(AT_MOST)).isTrue();
            for (int i = 0; i < 200; i++) {
                verifier.verify(issuer.token().header("kid", "forged-" + i).sign());
            }

            issuer.rotateKeysKeepingOld();

            awaitUntil("both keys are there", () -> keys.usableKeys() == 2);
        }
    }

    @Test
    void asksForWhatHasChangedOnly() throws InterruptedException {
        issuer.jwks().entityTags();

        try (RemoteJwkSource keys = discovery(SHORT, SHORT, LONG)) {
            TokenVerifier verifier = verifier(keys);
            assertThat(keys.awaitKeys(AT_MOST)).isTrue();
            VerificationKey key = snapshot(keys).keys().get(0);
            awaitUntil("a set is unchanged", () -> issuer.jwks().notModified() > 2);

            assertThat(snapshot(keys).keys()).containsExactly(key);
            assertThat(key.isLive()).isTrue();

            issuer.rotateKeys();
            awaitUntil("the old key is retired", () -> !key.isLive());
            assertThat(verifier.verify(issuer.token().sign())).isInstanceOf(VerifiedToken.class);
        }
    }

    /** One set that outlives its time is enough; a machine that stands still may need several tries. */
    @Test
    void takesAnUnchangedSetForAFreshOne() throws InterruptedException {
        issuer.jwks().entityTags();

        awaitUntil("a set outlives its time", this::outlivesItsTime);
    }

    private boolean outlivesItsTime() {
        Duration maxStale = Duration.ofSeconds(1);
        try (RemoteJwkSource keys = new RemoteJwkSource(fetcher(), new RefreshPolicy(SHORT, SHORT, LONG, maxStale))) {
            verifier(keys);
            awaitUntil("there is a key", () -> keys.usableKeys() == 1);
            VerificationKey key = snapshot(keys).keys().get(0);
            long end = System.nanoTime() + maxStale.multipliedBy(2).toNanos();
            awaitUntil("its time is over", () -> System.nanoTime() > end || !key.isLive());
            return key.isLive();
        }
    }

    /** A bad set must be refused each time it is sent, and not be called unchanged the second time. */
    @Test
    void remembersNoEntityTagOfASetThatItRefused() throws InterruptedException {
        issuer.jwks().header("ETag", "\"of the bad set\"");
        issuer.jwks().empty();

        try (RemoteJwkSource keys = discovery(LONG, SHORT, LONG)) {
            verifier(keys);
            awaitMessage("no usable signature key");
            issuer.jwks().status(304);

            awaitMessage("answered with status 304");
            assertThat(keys.usableKeys()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no quotes", "\"tab\tinside\"", "\"quote\"inside\"", "w/\"lower case\"", "LONG"})
    void sendsNoEntityTagThatIsNone(String tag) throws InterruptedException {
        issuer.jwks().header("ETag", tag.equals("LONG") ? "\"" + "x".repeat(300) + "\"" : tag);

        try (RemoteJwkSource keys = discovery(SHORT, SHORT, LONG)) {
            verifier(keys);
            assertThat(keys.awaitKeys(AT_MOST)).isTrue();

            issuer.jwks().status(304);

            awaitMessage("answered with status 304");
        }
    }

    /** Found on JDK 25: it was tried again and again, on the thread of the request. */
    @Test
    void refusesATokenWhoseKeyIsRetired() throws Exception {
        try (RemoteJwkSource keys = discovery(LONG, LONG, LONG)) {
            TokenVerifier verifier = verifier(keys);
            assertThat(keys.awaitKeys(AT_MOST)).isTrue();
            String token = issuer.token().sign();

            snapshot(keys).retireAll();

            assertThat(verifier.verify(token)).isEqualTo(Refusal.of(Reason.UNKNOWN_KEY));
        }
    }

    /** Whose keys are in everybody's hands has none: what was good before is good no more. */
    @Test
    void dropsTheLastGoodSetWhenItsSecretsArePublished() throws InterruptedException {
        try (RemoteJwkSource keys = discovery(SHORT, SHORT, LONG)) {
            TokenVerifier verifier = verifier(keys);
            assertThat(keys.awaitKeys(AT_MOST)).isTrue();
            VerificationKey key = snapshot(keys).keys().get(0);

            issuer.publishPrivateParts();

            awaitMessage("in other hands");
            assertThat(key.isLive()).isFalse();
            assertThat(verifier.verify(issuer.token().sign())).isEqualTo(Refusal.of(Reason.KEYS_UNAVAILABLE));
        }
    }

    @Test
    void startsWithoutTheNetwork() throws InterruptedException {
        issuer.close();

        try (RemoteJwkSource keys = discovery(LONG, SHORT, LONG)) {
            TokenVerifier verifier = verifier(keys);

            assertThat(verifier.verify(issuer.token().sign())).isEqualTo(Refusal.of(Reason.KEYS_UNAVAILABLE));
            awaitMessage("could not be fetched");
            awaitMessage("could not be fetched");
        }
    }

    /** Found in review: a rotation of an issuer without key ids shows in its signatures only. */
    @Test
    void fetchesWhenASignatureWithoutKeyIdDoesNotVerify() throws InterruptedException {
        try (RemoteJwkSource keys = discovery(LONG, LONG, LONG)) {
            TokenVerifier verifier = verifier(keys);
            assertThat(keys.awaitKeys(AT_MOST)).isTrue();
            issuer.rotateKeys();

            String token = issuer.token().withoutHeader("kid").sign();
            assertThat(verifier.verify(token)).isEqualTo(Refusal.of(Reason.BAD_SIGNATURE));

            issuer.jwks().awaitRequests(2, AT_MOST);
        }
    }

    /** Found in review: closing during a fetch was reported as a defect. */
    @Test
    void closesQuietlyDuringAFetch() throws InterruptedException {
        issuer.jwks().hang();
        RemoteJwkSource keys = discovery(LONG, LONG, LONG);
        verifier(keys);
        issuer.jwks().awaitRequests(1, AT_MOST);

        keys.close();

        assertThat(keys.awaitEnd(AT_MOST)).isTrue();
        assertThat(messages).isEmpty();
    }

    /** Found in review: an error on the background thread, thrown by an appender for one, ended all fetching for good. */
    @Test
    void goesOnFetchingAfterAnError() {
        AppenderBase<ILoggingEvent> failing = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                throw new NoClassDefFoundError("a class of the appender");
            }
        };
        failing.start();
        logger().addAppender(failing);
        issuer.discovery().status(500);

        try (RemoteJwkSource keys = discovery(LONG, SHORT, LONG)) {
            verifier(keys);

            issuer.discovery().awaitRequests(3, AT_MOST);
        } finally {
            logger().detachAppender(failing);
        }
    }

    /** Found in review: what a refused status brings along was read to its end, or for five seconds. */
    @Test
    void readsNothingOfAnAnswerThatIsNotOk() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Boolean> hungUp = CompletableFuture.supplyAsync(() -> answerWithoutEnd(server));
            URI endless = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/jwks");
            RefreshPolicy once = new RefreshPolicy(LONG, LONG, LONG, LONG);

            try (RemoteJwkSource keys =
                    new RemoteJwkSource(new KeySetFetcher(issuer.issuerUri(), KeySetLocation.at(endless)), once)) {
                verifier(keys);

                awaitMessage("answered with status 500");
                assertThat(hungUp.get(AT_MOST.toSeconds(), TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    /** {@return true as soon as the client has hung up} */
    private static boolean answerWithoutEnd(ServerSocket server) {
        try (Socket client = server.accept();
                OutputStream out = client.getOutputStream()) {
            out.write("HTTP/1.1 500 Failed\r\nContent-Length: 9000000000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] more = new byte[64 * 1024];
            while (true) {
                out.write(more);
            }
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void warnsOfKeysThatItSetsAside() throws InterruptedException {
        issuer.publishAlso("{\"kty\":\"oct\",\"k\":\"AQIDBA\",\"kid\":\"forged\\nline\"}");

        try (RemoteJwkSource keys = discovery(LONG, LONG, LONG)) {
            verifier(keys);
            assertThat(keys.awaitKeys(AT_MOST)).isTrue();

            assertThat(awaitMessage("private or symmetric"))
                    .contains(issuer.issuerUri())
                    .doesNotContain("forged");
            assertThat(keys.usableKeys()).isOne();
        }
    }

    /** Found while reading: what a closed source was asked to do became an exception of the verifier. */
    @Test
    void staysQuietWhenItIsClosedBeforeItBegins() {
        RemoteJwkSource keys = discovery(LONG, LONG, LONG);
        keys.close();

        TokenVerifier verifier = verifier(keys);

        assertThat(verifier.verify(issuer.token().sign())).isEqualTo(Refusal.of(Reason.KEYS_UNAVAILABLE));
        assertThat(messages).isEmpty();
    }

    @Test
    void stopsWhenClosed() throws InterruptedException {
        RemoteJwkSource keys = discovery(LONG, LONG, LONG);
        TokenVerifier verifier = verifier(keys);
        assertThat(keys.awaitKeys(AT_MOST)).isTrue();

        keys.close();

        assertThat(verifier.verify(issuer.token().header("kid", "x").sign())).isEqualTo(Refusal.of(Reason.UNKNOWN_KEY));
        assertThat(verifier.verify(issuer.token().sign())).isInstanceOf(VerifiedToken.class);
    }

    @Test
    void doublesThePauseUpToHalfAMinute() {
        RefreshPolicy policy = RefreshPolicy.DEFAULT;

        assertThat(Stream.of(1, 2, 3, 5, 6, 1000).map(policy::retryAfter))
                .containsExactly(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(16),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30));
    }

    private static Arguments failure(String name, String problem, BiConsumer<TestIssuer, TestIssuer> failure) {
        return arguments(name, problem, failure);
    }

    private RemoteJwkSource discovery(Duration interval, Duration firstRetry, Duration unknownKeyPause) {
        return new RemoteJwkSource(fetcher(), new RefreshPolicy(interval, firstRetry, unknownKeyPause, LONG));
    }

    private KeySetFetcher fetcher() {
        return new KeySetFetcher(issuer.issuerUri(), KeySetLocation.discoveredFrom(issuer.issuer()));
    }

    private TokenVerifier verifier(JwkSource keys) {
        TrustedIssuer trusted = TrustedIssuer.of(
                issuer.issuerUri(),
                keys,
                TokenProfile.RFC9068,
                Set.of("orders"),
                EnumSet.complementOf(EnumSet.of(SignatureAlgorithm.HS256)));
        return TokenVerifier.trusting(List.of(trusted), Clock.systemUTC());
    }

    private static KeySnapshot snapshot(RemoteJwkSource keys) {
        try {
            return keys.snapshot();
        } catch (RefusedException e) {
            throw new AssertionError("there is no key set", e);
        }
    }

    private static void awaitUntil(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + AT_MOST.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private String awaitMessage(String part) throws InterruptedException {
        while (true) {
            String message = messages.poll(AT_MOST.toSeconds(), TimeUnit.SECONDS);
            assertThat(message).as("a message with '%s'", part).isNotNull();
            if (message != null && message.contains(part)) {
                return message;
            }
        }
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(RemoteJwkSource.class);
    }
}
