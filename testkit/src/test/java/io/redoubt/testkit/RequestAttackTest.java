package io.redoubt.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The requests of the catalogue as data; whether a service answers as it says is tested where there is one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestAttackTest {

    private static final URI BASE = URI.create("https://orders.shop.example");

    /** Changes of one idea that need two members, such as an algorithm and its signature. */
    private static final Set<String> OF_SEVERAL_MEMBERS = Set.of(
            "F-128.none-unsigned",
            "F-128.HS256-under-the-public-key",
            "F-128.HS256-under-an-empty-secret",
            "F-129.a-secret",
            "F-129.only-its-id",
            "F-129.only-where-it-can-be-fetched",
            "F-131.of-a-key-of-another-type",
            "F-131.of-a-key-that-has-the-client-s-thumbprint-as-its-id",
            "F-131.with-the-client-s-thumbprint-as-a-claim",
            "F-148.the-one-for-the-token",
            "F-149.a-crit-that-nobody-knows");

    private final TestClock clock = TestClock.at(Instant.parse("2026-01-01T12:00:00Z"));
    private final TestIssuer issuer = TestIssuer.start(clock);
    private final TestIssuer stranger = TestIssuer.start(clock);
    private final AttackTarget tokens = AttackTarget.of(issuer, stranger);
    private final RequestTarget plain = RequestTarget.of(tokens, BASE);
    private final RequestTarget demanding = plain.withNonces(() -> "BCDEFGHIJKLMNOPQRSTUVWXYZab");

    @AfterAll
    void stop() {
        issuer.close();
        stranger.close();
    }

    @Test
    void givesEachRequestAnIdOfItsOwn() {
        List<String> ids = Stream.concat(
                        AttackCatalogue.all().stream().map(Attack::id),
                        AttackCatalogue.requests().stream().map(RequestAttack::id))
                .toList();

        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(1_400);
        assertThat(AttackCatalogue.requests())
                .allSatisfy(attack -> assertThat(attack.id()).matches("[F-I]-\\d+\\.[A-Za-z0-9-]+"));
    }

    @Test
    void saysOfEachRequestWhatItIs() {
        assertThat(AttackCatalogue.requests()).allSatisfy(attack -> {
            assertThat(attack.title()).isNotBlank();
            assertThat(attack.form()).isNotBlank();
            assertThat(attack.source()).isNotBlank();
            assertThat(attack).hasToString(attack.id());
        });
    }

    /** One number, one title, whoever wrote its rows down; but what a token alone tries may have another. */
    @Test
    void givesEachNumberOneTitle() {
        Map<Integer, Set<String>> titles = AttackCatalogue.requests().stream()
                .collect(Collectors.groupingBy(
                        RequestAttack::number, Collectors.mapping(RequestAttack::title, Collectors.toSet())));

        assertThat(titles.values()).allSatisfy(each -> assertThat(each).hasSize(1));
    }

    @Test
    void leavesNoNumberOut() {
        Set<Integer> numbers = new TreeSet<>();
        AttackCatalogue.all().forEach(attack -> numbers.add(attack.number()));
        AttackCatalogue.requests().forEach(attack -> numbers.add(attack.number()));
        AttackCatalogue.scenarios().forEach(scenario -> numbers.add(scenario.number()));
        AttackCatalogue.omissions().forEach(omission -> numbers.add(omission.number()));

        assertThat(numbers)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 208).boxed().toList());
    }

    @ParameterizedTest
    @EnumSource(names = {"PROOF", "CERTIFICATE", "SERVICE", "TRANSPORT"})
    void findsTheRequestsOfAGroup(AttackGroup group) {
        assertThat(AttackCatalogue.requests(group))
                .isNotEmpty()
                .allSatisfy(attack -> assertThat(attack.id()).startsWith(group.letter() + "-"));
    }

    @Test
    void formsEveryRequest() {
        assertThat(AttackCatalogue.requests())
                .allSatisfy(attack -> assertThat(attack.requests(target(attack)))
                        .isNotEmpty()
                        .allSatisfy(request -> assertThat(request.text())
                                .startsWith(request.method() + " " + request.target() + " HTTP/1.1\r\n")
                                .contains("\r\n\r\n")
                                .satisfies(text ->
                                        assertThat(text.chars()).as(attack.id()).allMatch(c -> c <= 0xff))));
        assertThat(tokens.outboundCalls()).isZero();
    }

    /** Only a request on TLS can show a certificate; only there does a service ask for one. */
    @Test
    void showsCertificatesWhereTheyCanBeSeen() {
        assertThat(AttackCatalogue.requests())
                .filteredOn(attack -> last(attack).certificate().isPresent())
                .isNotEmpty()
                .allSatisfy(attack -> assertThat(attack.setting()).isEqualTo(RequestSetting.TLS));
        assertThat(plain.certificates()).doesNotHaveDuplicates().hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void hasControlsInEverySetting(RequestSetting setting) {
        assertThat(AttackCatalogue.requests())
                .filteredOn(attack -> attack.setting() == setting)
                .extracting(attack -> attack.answer().accepts())
                .contains(true, false);
    }

    @ParameterizedTest
    @EnumSource
    void usesEveryAnswer(RequestAnswer answer) {
        assertThat(AttackCatalogue.requests()).anyMatch(attack -> attack.answer() == answer);
        assertThat(answer.accepts()).isEqualTo(answer.status() == 200);
        assertThat(answer.error().isEmpty() || answer.scheme().isPresent()).isTrue();
    }

    /** A proof that is the good one would be an attack that cannot fail; one that differs twice, one that proves little. */
    @Test
    void changesOneThingInEachProof() {
        assertThat(AttackCatalogue.requests(AttackGroup.PROOF))
                .filteredOn(attack -> Set.of(RequestAnswer.INVALID_PROOF, RequestAnswer.USE_NONCE)
                        .contains(attack.answer()))
                .filteredOn(attack -> attack.number() != 126)
                .filteredOn(attack -> attack.requests(target(attack)).size() == 1)
                .filteredOn(attack -> isOneJwt(last(attack).values("DPoP")))
                .hasSizeGreaterThan(150)
                .allSatisfy(attack -> {
                    int differences = differences(attack);
                    if (OF_SEVERAL_MEMBERS.contains(attack.id())) {
                        assertThat(differences).as(attack.id()).isBetween(2, 3);
                    } else if (isOnlySpelled(attack)) {
                        assertThat(differences).as(attack.id()).isLessThanOrEqualTo(1);
                    } else {
                        assertThat(differences).as(attack.id()).isEqualTo(1);
                    }
                });
    }

    @Test
    void replaysWhatWasSeen() {
        assertThat(AttackCatalogue.requests())
                .filteredOn(attack ->
                        Set.of(137, 139).contains(attack.number()) && attack.answer() == RequestAnswer.INVALID_PROOF)
                .hasSizeGreaterThan(8)
                .allSatisfy(attack -> {
                    List<RawRequest> requests = attack.requests(plain);
                    assertThat(id(requests.get(requests.size() - 1))).isEqualTo(id(requests.get(0)));
                });
    }

    @Test
    void writesRequestsAsTheyAreSent() {
        RawRequest request = RawRequest.get("/a")
                .field("Host", "b")
                .field("X", "1")
                .field("X", "2")
                .form("c=d");

        assertThat(request.text())
                .isEqualTo(
                        "POST /a HTTP/1.1\r\nHost: b\r\nX: 1\r\nX: 2\r\n"
                                + "Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\nContent-Length: 3\r\n\r\nc=d");
        assertThat(request.values("x")).containsExactly("1", "2");
        assertThat(request.host("e").values("Host")).containsExactly("e");
        assertThat(request.field("Connection", "Upgrade").text()).doesNotContain("close");
        assertThat(request).hasToString("POST /a");
    }

    @Test
    void asksForABaseUrlWithoutAnythingElse() {
        Stream.of(
                        "http://a.example",
                        "https://a.example/",
                        "https://a.example:443",
                        "https://A.example",
                        "https://127.0.0.1")
                .forEach(url -> assertThatThrownBy(() -> RequestTarget.of(tokens, URI.create(url)))
                        .isInstanceOf(IllegalArgumentException.class));
    }

    private RequestTarget target(RequestAttack attack) {
        return attack.setting() == RequestSetting.NONCES ? demanding : plain;
    }

    private RawRequest last(RequestAttack attack) {
        List<RawRequest> requests = attack.requests(target(attack));
        return requests.get(requests.size() - 1);
    }

    /** What differs there is the text of the proof, its request, or the token to which it belongs. */
    private static boolean isOnlySpelled(RequestAttack attack) {
        return attack.number() == 149
                || attack.id().contains("-used-for-")
                || attack.id().endsWith("whose-thumbprint-differs-in-case");
    }

    private int differences(RequestAttack attack) {
        RawRequest request = last(attack);
        String token = request.values("Authorization").get(0).substring("DPoP ".length());
        String[] good = Texts.parts(target(attack).proof(token).sign());
        String[] bad = Texts.parts(request.values("DPoP").get(0));
        Map<String, Object> header = members(bad[0]);
        Map<String, Object> claims = members(bad[1]);
        boolean sameKey = Objects.equals(header.get("jwk"), members(good[0]).get("jwk"));
        int differences = differences(members(good[0]), header) + differences(members(good[1]), claims);
        return differences + (sameKey && !isSigned(bad) ? 1 : 0);
    }

    /** An algorithm that is only said to be another one is signed as before. */
    private boolean isSigned(String[] parts) {
        byte[] input = Texts.utf8(parts[0] + "." + parts[1]);
        return plain.key().verifies(input, Texts.decodedBytes(parts[2]));
    }

    private static int differences(Map<String, Object> good, Map<String, Object> bad) {
        Set<String> names = new TreeSet<>(good.keySet());
        names.addAll(bad.keySet());
        return (int) names.stream()
                .filter(name -> !isFresh(name, bad)
                        && !(good.containsKey(name) == bad.containsKey(name)
                                && Objects.equals(good.get(name), bad.get(name))))
                .count();
    }

    /** Each proof has an id of its own. */
    private static boolean isFresh(String name, Map<String, Object> bad) {
        return name.equals("jti") && bad.get("jti") instanceof String id && id.length() == 36;
    }

    private static boolean isOneJwt(List<String> proofs) {
        if (proofs.size() != 1) {
            return false;
        }
        String[] parts = Texts.parts(proofs.get(0));
        return parts.length == 3
                && Stream.of(parts).allMatch(part -> part.matches("[A-Za-z0-9_-]*"))
                && isObject(parts[0])
                && isObject(parts[1]);
    }

    private static boolean isObject(String part) {
        try {
            return JSONObjectUtils.parse(Texts.decoded(part)) != null;
        } catch (ParseException e) {
            return false;
        }
    }

    private static Map<String, Object> members(String part) {
        try {
            return JSONObjectUtils.parse(Texts.decoded(part));
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    private static Object id(RawRequest request) {
        return members(Texts.parts(request.values("DPoP").get(0))[1]).get("jti");
    }
}
