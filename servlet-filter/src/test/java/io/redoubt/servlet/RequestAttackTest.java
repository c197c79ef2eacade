package io.redoubt.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.audit.SecurityEvent;
import io.redoubt.testkit.AttackCatalogue;
import io.redoubt.testkit.AttackTarget;
import io.redoubt.testkit.RawRequest;
import io.redoubt.testkit.RequestAnswer;
import io.redoubt.testkit.RequestAttack;
import io.redoubt.testkit.RequestSetting;
import io.redoubt.testkit.RequestTarget;
import io.redoubt.testkit.TestClock;
import io.redoubt.testkit.TestIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Groups F to I of the attack catalogue over real sockets: what comes back, what is reported, and what is not reached. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestAttackTest {

    /** Longer than a proof can live: after it, the memory knows of every proof whether it was used. */
    private static final Duration GROWING_UP = Duration.ofMinutes(5);

    private final TestClock clock = TestClock.at(Instant.parse("2026-01-01T12:00:00Z"));
    private final TestIssuer issuer = TestIssuer.start(clock);
    private final TestIssuer stranger = TestIssuer.start(clock);
    private final AttackTarget tokens = AttackTarget.of(issuer, stranger);
    private final RequestTarget target = RequestTarget.of(tokens, CatalogueService.BASE_URL);
    private final Map<RequestSetting, CatalogueService> services = new EnumMap<>(RequestSetting.class);
    private final CapturedLog log = CapturedLog.begin();
    private final ContainerRefusals containerRefusals = ContainerRefusals.read();

    @BeforeAll
    void start() throws Exception {
        for (RequestSetting setting : RequestSetting.values()) {
            services.put(
                    setting,
                    CatalogueService.start(
                            setting, issuer, target.certificates(), CatalogueService.memory(clock), clock));
        }
        clock.advance(GROWING_UP);
    }

    @AfterAll
    void stop() {
        services.values().forEach(CatalogueService::close);
        log.close();
        stranger.close();
        issuer.close();
    }

    static List<RequestAttack> attacks() {
        return AttackCatalogue.requests();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void answers(RequestAttack attack) {
        CatalogueService service = services.get(attack.setting());
        List<RawRequest> requests = attack.requests(target(attack));
        RawRequest judged = requests.get(requests.size() - 1);
        requests.subList(0, requests.size() - 1)
                .forEach(request -> assertThat(service.send(request).status()).isEqualTo(200));
        service.forget();
        log.forget();

        RawResponse response = service.send(judged);

        if (containerRefusals.refuses(attack)) {
            assertRefusedByTheContainer(service, attack, response);
        } else if (attack.answer().accepts()) {
            assertPassed(service, attack, response);
            assertNothingRepeated(service, judged, response);
        } else {
            assertRefused(service, attack.answer(), judged, response);
            assertNothingRepeated(service, judged, response);
        }
        assertThat(tokens.outboundCalls()).isZero();
    }

    /** What this container refuses before any filter is asked stands in a file, and nothing else does. */
    @Test
    void namesOnlyAttacksThatAreRun() {
        assertThat(attacks()).map(RequestAttack::id).containsAll(containerRefusals.ids());
    }

    private RequestTarget target(RequestAttack attack) {
        return attack.setting() == RequestSetting.NONCES
                ? target.withNonces(services.get(RequestSetting.NONCES)::nonce)
                : target;
    }

    private void assertRefusedByTheContainer(CatalogueService service, RequestAttack attack, RawResponse response) {
        assertThat(response.status()).isEqualTo(containerRefusals.status(attack));
        assertThat(service.reached()).isZero();
        assertThat(service.events().all()).isEmpty();
    }

    private void assertPassed(CatalogueService service, RequestAttack attack, RawResponse response) {
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.values("WWW-Authenticate")).isEmpty();
        assertThat(response.values("DPoP-Nonce")).hasSize(attack.setting() == RequestSetting.NONCES ? 1 : 0);
        assertThat(service.reached()).isEqualTo(1);
        assertThat(service.events().reasons()).isEmpty();
        assertThat(service.seenFields())
                .contains("host")
                .noneMatch(name -> attack.unseenFields().stream().anyMatch(name::equalsIgnoreCase));
    }

    private void assertRefused(
            CatalogueService service, RequestAnswer answer, RawRequest request, RawResponse response) {
        assertThat(response.status()).isEqualTo(answer.status());
        assertThat(response.values("WWW-Authenticate"))
                .containsExactlyElementsOf(Challenges.of(answer, scope(request)));
        assertThat(response.values("DPoP-Nonce"))
                .isEqualTo(answer == RequestAnswer.USE_NONCE ? List.of(service.nonce()) : List.of());
        assertThat(response.values("Cache-Control")).containsExactly("no-store");
        assertThat(response.body()).isEmpty();
        assertThat(service.reached()).isZero();
        assertThat(service.events().reasons())
                .singleElement()
                .satisfies(reason -> assertThat(reason.status()).isEqualTo(answer.status()));
        assertThat(log.lines()).hasSameSizeAs(service.events().all());
    }

    private static String scope(RawRequest request) {
        return Set.of("GET", "HEAD").contains(request.method()) ? "orders:read" : "orders:write";
    }

    /** Neither what stands in a field or in the target, nor a long part of it, stands anywhere. */
    private void assertNothingRepeated(CatalogueService service, RawRequest request, RawResponse response) {
        String outlets = Stream.of(
                        response.head(),
                        List.of(response.body()),
                        service.events().all().stream()
                                .map(SecurityEvent::toString)
                                .toList(),
                        log.lines())
                .flatMap(List::stream)
                .collect(Collectors.joining("\n"));
        assertThat(outlets).doesNotContain(AttackTarget.CANARY, RequestTarget.PROXY_SECRET);
        assertThat(secrets(request)).noneMatch(outlets::contains);
    }

    /** {@return the first characters of each long word in the values of the request's fields and in its target} */
    private static Set<String> secrets(RawRequest request) {
        return Stream.concat(
                        Stream.of(request.target(), request.body()),
                        request.fields().stream().map(field -> field.substring(field.indexOf(':') + 1)))
                .flatMap(text -> Stream.of(text.split("[^A-Za-z0-9_-]+", -1)))
                .filter(word -> word.length() >= 16)
                .map(word -> word.substring(0, 16))
                .collect(Collectors.toSet());
    }
}
