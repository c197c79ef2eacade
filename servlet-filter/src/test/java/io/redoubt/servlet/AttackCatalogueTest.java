package io.redoubt.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.Reason;
import io.redoubt.access.AccessPolicy;
import io.redoubt.access.Requirement;
import io.redoubt.testkit.Attack;
import io.redoubt.testkit.AttackCatalogue;
import io.redoubt.testkit.AttackTarget;
import io.redoubt.testkit.TestClock;
import io.redoubt.testkit.TestIssuer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The attack catalogue over real HTTP: what the client is told, what is logged, and what does not happen. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackCatalogueTest {

    private static final int LONGEST_FIELD = 4 << 20;
    private static final String ORDERS = "/orders";
    private static final String CLERKS = "/clerks";

    private static final AccessPolicy POLICY = AccessPolicy.builder()
            .rule(ORDERS, new Requirement(Set.of("orders:read"), Set.of()))
            .rule(CLERKS, new Requirement(Set.of("orders:read"), Set.of("clerk")))
            .build();

    private static final List<String> INSUFFICIENT_SCOPE =
            RefusalWitness.refusal("403", RefusalWitness.INSUFFICIENT + ", scope=\"orders:read\"");
    private static final List<String> INSUFFICIENT_ROLE = RefusalWitness.refusal("403", RefusalWitness.INSUFFICIENT);

    private final TestClock clock = TestClock.at(Instant.parse("2026-01-01T12:00:00Z"));
    private final TestIssuer issuer = TestIssuer.start(clock);
    private final TestIssuer stranger = TestIssuer.start(clock);
    private final AttackTarget target = AttackTarget.of(issuer, stranger);
    private final CapturedLog log = CapturedLog.begin();
    private OrdersGuard guard;
    private GuardedServer server;
    private RawClient client;
    private RefusalWitness witness;

    @BeforeAll
    void start() throws Exception {
        guard = OrdersGuard.trusting(issuer, POLICY, clock);
        server = GuardedServer.start(
                guard.guard(), Map.of("/", (request, response) -> {}), it -> it.acceptFieldsOf(LONGEST_FIELD));
        client = new RawClient(server.port());
        witness = new RefusalWitness(server, guard.events(), log);
    }

    @AfterAll
    void stop() {
        server.close();
        guard.close();
        log.close();
        stranger.close();
        issuer.close();
    }

    @BeforeEach
    void forget() {
        witness.forget();
    }

    /** Those that a field of HTTP can carry (RFC 9110 section 5.5): no control but the tab, and octets only. */
    List<Attack> attacks() {
        return AttackCatalogue.all().stream()
                .filter(attack -> attack.token(target)
                        .chars()
                        .allMatch(c -> c == '\t' || (c >= ' ' && c <= 0xff && (c < 0x7f || c > 0x9f))))
                .toList();
    }

    @Test
    void acceptsTheTokenThatEachAttackBreaks() {
        String token = target.good().claim("roles", List.of("clerk")).sign();

        assertThat(client.get(ORDERS, bearer(token)).status()).isEqualTo(200);
        assertThat(client.get(CLERKS, bearer(token)).status()).isEqualTo(200);
        assertThat(server.reached()).hasSize(2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void answers(Attack attack) {
        String token = attack.token(target);

        RawResponse response = client.get(pathFor(attack), bearer(token));

        if (attack.answer().accepts()) {
            assertThat(response.status()).isEqualTo(attack.answer().status());
            assertThat(server.reached()).hasSize(1);
            assertThat(guard.events().all()).isEmpty();
        } else {
            witness.assertRefused(response, head(attack), reason(attack));
        }
        witness.assertNothingRepeated(response, token);
        assertThat(target.outboundCalls()).isZero();
    }

    /** Few attacks may be left out for want of a field that carries them. */
    @Test
    void sendsNearlyAll() {
        assertThat(attacks()).hasSizeGreaterThan(AttackCatalogue.all().size() - 50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Tenant", "X-Tenant-Id", "X-Forwarded-Host", "X-Issuer", "Forwarded"})
    @Tag("attack-160")
    void choosesNoIssuerByAField(String name) {
        String token = stranger.token().sign();

        RawResponse response =
                client.get(ORDERS, name + ": " + stranger.issuer().getAuthority(), bearer(token));

        witness.assertRefused(response, RefusalWitness.INVALID_TOKEN, Reason.WRONG_ISSUER);
        assertThat(target.outboundCalls()).isZero();
    }

    private static String pathFor(Attack attack) {
        return attack.answer().reason().equals(Optional.of(Reason.INSUFFICIENT_ROLE.code())) ? CLERKS : ORDERS;
    }

    private static List<String> head(Attack attack) {
        return switch (attack.answer().status()) {
            case 400 -> RefusalWitness.INVALID_REQUEST;
            case 401 -> RefusalWitness.INVALID_TOKEN;
            default -> reason(attack) == Reason.INSUFFICIENT_ROLE ? INSUFFICIENT_ROLE : INSUFFICIENT_SCOPE;
        };
    }

    private static Reason reason(Attack attack) {
        return Arrays.stream(Reason.values())
                .filter(reason -> attack.answer().reason().orElse("").equals(reason.code()))
                .findFirst()
                .orElseThrow();
    }

    private static String bearer(String token) {
        return "Authorization: Bearer " + token;
    }
}
