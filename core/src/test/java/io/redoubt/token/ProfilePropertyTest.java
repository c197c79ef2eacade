package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.Reason;
import io.redoubt.testkit.TestToken;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.StringArbitrary;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Whatever a provider may legally write is read back as it was, and whatever it may not is refused and never an
 * exception. The signature is not what is tried here, so the claims are judged without it.
 */
class ProfilePropertyTest {

    private static final ProfiledIssuer ISSUER = new ProfiledIssuer();
    private static final Map<TokenProfile, ClaimChecks> CHECKS = checks();
    private static final Map<TokenProfile, TestToken> TWINS = twins();

    @AfterContainer
    static void stop() {
        ISSUER.close();
    }

    @Property
    void readsBackWhatAProviderWrote(
            @ForAll("profiles") TokenProfile profile,
            @ForAll("identifiers") String subject,
            @ForAll("identifiers") String client,
            @ForAll("scopes") Set<String> scopes,
            @ForAll("roles") Set<String> roles)
            throws RefusedException {
        boolean namesClients = !profile.claims().client().isEmpty();
        TestToken token = TWINS.get(profile)
                .subject(subject)
                .scope(scopes.toArray(String[]::new))
                .roles(roles.toArray(String[]::new));

        VerifiedToken read = check(checks(profile, client), namesClients ? token.client(client) : token);

        assertThat(read.subject()).isEqualTo(subject);
        assertThat(read.clientId()).isEqualTo(namesClients ? Optional.of(client) : Optional.empty());
        assertThat(read.scopes()).isEqualTo(scopes);
        assertThat(read.roles()).isEqualTo(roles);
    }

    @Property
    void judgesAnyValueOfAnyClaim(
            @ForAll("profiles") TokenProfile profile,
            @ForAll("claimNames") String claim,
            @ForAll("hostile") Object value) {
        judged(profile, TWINS.get(profile).claim(claim, value));
    }

    @Property
    void judgesAnyPayload(@ForAll("profiles") TokenProfile profile, @ForAll("objects") Map<String, Object> claims) {
        TestToken token = TWINS.get(profile);
        for (Map.Entry<String, Object> claim : claims.entrySet()) {
            token = token.claim(claim.getKey(), claim.getValue());
        }

        judged(profile, token);
    }

    /** The same, on the way of a request: a signed token comes in, and a value goes out. */
    @Property(tries = 100)
    void answersAnySignedToken(
            @ForAll("profiles") TokenProfile profile,
            @ForAll("claimNames") String claim,
            @ForAll("hostile") Object value) {
        TokenVerifier service = ISSUER.service(profile);

        Verification answer = service.verify(
                TWINS.get(profile).algorithm("ES256").claim(claim, value).sign());

        assertThat(answer).isNotEqualTo(Refusal.of(Reason.INTERNAL_FAILURE));
    }

    /** A runtime exception fails the property; a refusal must not repeat what the token says. */
    private static void judged(TokenProfile profile, TestToken token) {
        try {
            check(CHECKS.get(profile), token);
        } catch (RefusedException e) {
            assertThat(e.refusal().reason()).isNotEqualTo(Reason.INTERNAL_FAILURE);
            assertThat(e.refusal().detail()).doesNotContain("zx81", "\u202e", "\n");
        }
    }

    private static VerifiedToken check(ClaimChecks checks, TestToken token) throws RefusedException {
        Claims claims = Claims.read(
                CompactJws.parse(token.signature(new byte[1]).sign()).payload());
        return checks.check(Optional.of(SignatureAlgorithm.RS256), claims, ProfiledIssuer.NOW.toEpochMilli());
    }

    @Provide
    Arbitrary<TokenProfile> profiles() {
        return Arbitraries.of(ProfiledIssuer.profiles().toList());
    }

    /** Text that shows what it is: of any script, but no controls, no format characters, no lone surrogates. */
    @Provide
    Arbitrary<String> identifiers() {
        Arbitrary<Character> characters = Arbitraries.chars()
                .filter(c -> !Character.isISOControl(c)
                        && !Character.isSurrogate(c)
                        && Character.getType(c) != Character.FORMAT
                        && Character.getType(c) != Character.LINE_SEPARATOR
                        && Character.getType(c) != Character.PARAGRAPH_SEPARATOR);
        return Arbitraries.oneOf(
                        characters.list().ofMinSize(1).ofMaxSize(20).map(ProfilePropertyTest::text),
                        Arbitraries.strings()
                                .withCharRange('!', '~')
                                .ofMinLength(1)
                                .ofMaxLength(20),
                        Arbitraries.of("alice@clients", "Ålesund", "名前", "😀", "a b"))
                .filter(text -> !text.isBlank());
    }

    /** RFC 6749 section 3.3; at least one, as every provider needs one or does not mind. */
    @Provide
    Arbitrary<Set<String>> scopes() {
        return Arbitraries.strings()
                .withCharRange('!', '~')
                .excludeChars('"', '\\')
                .ofMinLength(1)
                .ofMaxLength(12)
                .set()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<Set<String>> roles() {
        return Arbitraries.strings()
                .withCharRange(' ', '\ud7ff')
                .ofMaxLength(12)
                .set()
                .ofMaxSize(6);
    }

    /** Every claim that some profile reads, and some that none does. */
    @Provide
    Arbitrary<String> claimNames() {
        return Arbitraries.of(
                "iss",
                "sub",
                "aud",
                "exp",
                "iat",
                "nbf",
                "jti",
                "client_id",
                "azp",
                "appid",
                "cid",
                "scope",
                "scp",
                "roles",
                "groups",
                "permissions",
                "cognito:groups",
                "realm_access",
                "resource_access",
                "typ",
                "ver",
                "token_use",
                "tid",
                "cnf",
                "_claim_names",
                "hasgroups",
                "nonce",
                "events",
                "anything",
                "");
    }

    @Provide
    Arbitrary<Map<String, Object>> objects() {
        return Arbitraries.maps(claimNames(), hostile()).ofMaxSize(5);
    }

    @Provide
    Arbitrary<Object> hostile() {
        return Arbitraries.lazyOf(
                this::numbers, this::texts, () -> Arbitraries.of(true, false), this::lists, this::nested, this::deep);
    }

    private Arbitrary<Object> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.longs().asGeneric(),
                Arbitraries.doubles().asGeneric(),
                Arbitraries.<Object>of(0, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1e308, -0.0, 4102444800.5));
    }

    private Arbitrary<Object> texts() {
        StringArbitrary any = Arbitraries.strings().all().ofMaxLength(30);
        return Arbitraries.oneOf(
                any.map(text -> "zx81" + text).asGeneric(),
                any.asGeneric(),
                Arbitraries.<Object>of(
                        "",
                        " ",
                        "alice\u0000",
                        "zx81\u202e",
                        "zx81\n",
                        "orders",
                        "account",
                        "Bearer",
                        "ID",
                        "2.0",
                        "1.0",
                        "access",
                        "id",
                        "orders:read admin",
                        "../..",
                        "${jndi:ldap://zx81}",
                        "\ud800",
                        "\ufeff"));
    }

    private Arbitrary<Object> lists() {
        return hostile().list().ofMaxSize(4).asGeneric();
    }

    private Arbitrary<Object> nested() {
        Arbitrary<String> members =
                Arbitraries.of("roles", "orders", "account", "jkt", "x5t#S256", "jwk", "kid", "groups", "x", "");
        return Arbitraries.maps(members, hostile()).ofMaxSize(4).asGeneric();
    }

    private Arbitrary<Object> deep() {
        return Combinators.combine(Arbitraries.integers().between(1, 20), texts())
                .as((depth, text) -> {
                    Object value = text;
                    for (int i = 0; i < depth; i++) {
                        value = i % 2 == 0 ? List.of(value) : Map.of("roles", value);
                    }
                    return value;
                });
    }

    private static String text(List<Character> characters) {
        StringBuilder text = new StringBuilder();
        characters.forEach(text::append);
        return text.toString();
    }

    private static Map<TokenProfile, ClaimChecks> checks() {
        Map<TokenProfile, ClaimChecks> checks = new HashMap<>();
        ProfiledIssuer.profiles().forEach(profile -> checks.put(profile, checks(profile, "shop-web")));
        return checks;
    }

    /** A service that lists this client, where the profile knows any. */
    private static ClaimChecks checks(TokenProfile profile, String client) {
        Set<String> audiences = profile.equals(TokenProfile.COGNITO) ? Set.of() : Set.of("orders");
        Set<String> clients = profile.claims().client().isEmpty() ? Set.of() : Set.of(client);
        return new ClaimChecks(ISSUER.trusted(profile, audiences, clients));
    }

    private static Map<TokenProfile, TestToken> twins() {
        Map<TokenProfile, TestToken> twins = new HashMap<>();
        ProfiledIssuer.profiles().forEach(profile -> twins.put(profile, ISSUER.token(profile)));
        return twins;
    }
}
