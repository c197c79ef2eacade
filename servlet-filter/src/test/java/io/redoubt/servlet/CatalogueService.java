package io.redoubt.servlet;

import io.redoubt.access.AccessPolicy;
import io.redoubt.access.BaseUrl;
import io.redoubt.access.ClientCertificates;
import io.redoubt.access.ProxyTrust;
import io.redoubt.access.Requirement;
import io.redoubt.access.StepUp;
import io.redoubt.state.ReplayGuard;
import io.redoubt.testkit.AttackCatalogue;
import io.redoubt.testkit.ClientCertificate;
import io.redoubt.testkit.RawRequest;
import io.redoubt.testkit.RequestSetting;
import io.redoubt.testkit.RequestTarget;
import io.redoubt.testkit.TestIssuer;
import io.redoubt.token.DpopNonces;
import io.redoubt.token.ProofOfPossession;
import io.redoubt.token.SenderConstraint;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.net.SocketFactory;

/** The service at which the requests of the catalogue are aimed, in one of its settings, on a server of its own. */
final class CatalogueService implements AutoCloseable {

    /** Where its clients find it; where it listens is another place. */
    static final URI BASE_URL = URI.create("https://orders.shop.example");

    private static final int LONGEST_HEAD = 1 << 20;
    private static final Set<String> READ = Set.of("orders:read");
    private static final AccessPolicy POLICY = AccessPolicy.builder()
            .rule(RequestTarget.ORDERS + "/**", Set.of("GET"), new Requirement(READ, Set.of()))
            .rule(
                    RequestTarget.ORDERS + "/**",
                    Set.of("POST", "PUT", "PATCH", "DELETE"),
                    new Requirement(Set.of("orders:write"), Set.of()))
            .rule(RequestTarget.TRANSFERS + "/**", elevated(StepUp.Uses.MANY))
            .rule(RequestTarget.PAYMENTS + "/**", elevated(StepUp.Uses.ONE))
            .rule(
                    RequestTarget.CONSTRAINED + "/**",
                    new Requirement(READ, Set.of(), StepUp.NONE, Set.of(SenderConstraint.DPOP)))
            .build();

    /** What must not be seen, under the name that the catalogue gives it, whatever the container lists. */
    private static final Set<String> UNSEEN = AttackCatalogue.requests().stream()
            .flatMap(attack -> attack.unseenFields().stream())
            .collect(Collectors.toSet());

    private final Set<String> seenFields = ConcurrentHashMap.newKeySet();
    private final Map<Optional<ClientCertificate>, RawClient> clients = new ConcurrentHashMap<>();
    private final ClientCertificate own = ClientCertificate.selfSigned("orders");
    private final RequestSetting setting;
    private final ProofOfPossession proofs;
    private final OrdersGuard guard;
    private final GuardedServer server;

    private CatalogueService(
            RequestSetting setting,
            TestIssuer issuer,
            List<X509Certificate> ofClients,
            ReplayGuard replays,
            Clock clock)
            throws InterruptedException {
        this.setting = setting;
        this.proofs = proofs(setting, replays, clock);
        this.guard = OrdersGuard.trusting(
                issuer,
                POLICY,
                clock,
                proofs,
                it -> it.at(BaseUrl.parse(BASE_URL.toString()))
                        .trusting(certificates(setting))
                        .spendingIn(replays));
        this.server = GuardedServer.start(
                guard.guard(), Map.of("/", (request, response) -> see(request)), it -> setUp(it, ofClients));
    }

    /**
     * {@return the service, running}
     *
     * @param issuer whom it trusts
     * @param ofClients the certificates that clients may show
     * @param replays remembers what was used
     */
    static CatalogueService start(
            RequestSetting setting,
            TestIssuer issuer,
            List<X509Certificate> ofClients,
            ReplayGuard replays,
            Clock clock)
            throws InterruptedException {
        return new CatalogueService(setting, issuer, ofClients, replays, clock);
    }

    /** {@return an empty memory of used proofs and tokens that ages by this clock alone} */
    static ReplayGuard memory(Clock clock) {
        Instant start = clock.instant();
        return ReplayGuard.inProcess(
                clock, () -> Duration.between(start, clock.instant()).toNanos());
    }

    private static Requirement elevated(StepUp.Uses uses) {
        return new Requirement(
                READ,
                Set.of(),
                new StepUp(Optional.of(RequestTarget.ACR), Set.of("otp"), Optional.of(Duration.ofMinutes(5)), uses),
                Set.of());
    }

    private static ProofOfPossession proofs(RequestSetting setting, ReplayGuard replays, Clock clock) {
        DpopNonces nonces = DpopNonces.ofThisProcess(new SecureRandom(), clock);
        ProofOfPossession byCertificate = ProofOfPossession.none().byCertificate();
        return setting == RequestSetting.NONCES
                ? byCertificate.byKeyAndNonce(replays, nonces, clock)
                : byCertificate.byKey(replays, nonces, clock);
    }

    private static ClientCertificates certificates(RequestSetting setting) {
        ProxyTrust trust = ProxyTrust.bySecret(RequestTarget.PROXY_SECRET_FIELD, List.of(RequestTarget.PROXY_SECRET));
        return switch (setting) {
            case CLIENT_CERT -> ClientCertificates.inClientCert(trust);
            case XFCC -> ClientCertificates.inForwardedClientCert(trust, 1);
            case PLAIN, NONCES, TLS -> ClientCertificates.ofConnection();
        };
    }

    private void setUp(Container container, List<X509Certificate> ofClients) {
        container.acceptFieldsOf(LONGEST_HEAD);
        if (setting == RequestSetting.TLS) {
            container.speakTls(own, ofClients);
        }
    }

    private void see(HttpServletRequest request) {
        Collections.list(request.getHeaderNames()).forEach(name -> seenFields.add(name.toLowerCase(Locale.ROOT)));
        UNSEEN.stream()
                .filter(name -> request.getHeader(name) != null
                        || request.getHeaders(name).hasMoreElements())
                .forEach(name -> seenFields.add(name.toLowerCase(Locale.ROOT)));
    }

    /** {@return the answer to a request on a connection of its own} */
    RawResponse send(RawRequest request) {
        RawClient client = clients.computeIfAbsent(request.certificate(), this::client);
        return request.text().contains("\r\nConnection: close\r\n")
                ? client.send(request.text())
                : client.sendOnce(request.text());
    }

    /** Each client has TLS sessions of its own: one that is resumed brings the certificate that it began with. */
    private RawClient client(Optional<ClientCertificate> shown) {
        if (setting != RequestSetting.TLS) {
            return new RawClient(server.port());
        }
        X509Certificate trusted = own.certificate();
        SocketFactory sockets = shown.map(certificate -> certificate.tls(trusted))
                .orElseGet(() -> ClientCertificate.tlsWithout(trusted))
                .getSocketFactory();
        return new RawClient(server.port(), sockets);
    }

    /** {@return the nonce that a proof needs now} */
    String nonce() {
        return proofs.nonceForRetry().orElseThrow();
    }

    RecordedEvents events() {
        return guard.events();
    }

    /** {@return how many requests reached the handler} */
    int reached() {
        return server.reached().size();
    }

    /** {@return the names, in lower case, of the fields that the handler saw} */
    Set<String> seenFields() {
        return seenFields;
    }

    void forget() {
        server.forget();
        guard.events().forget();
        seenFields.clear();
    }

    @Override
    public void close() {
        server.close();
        guard.close();
    }
}
