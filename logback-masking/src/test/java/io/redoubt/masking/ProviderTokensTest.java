package io.redoubt.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens are drawn anew in each run; the seed is in the message of a failure. */
class ProviderTokensTest {

    private static final List<Detector> DETECTORS = ProviderTokens.detectors();
    private static final Map<String, Detector> BY_ID =
            DETECTORS.stream().collect(Collectors.toMap(Detector::id, detector -> detector));
    private static final Masker MASKER = Masker.of(MaskingRules.of(Profile.DEFAULT));
    /** What a token without a beginning of its own stands behind. */
    private static final Map<String, String> CONTEXT = Map.of(
            "cred.provider.azure-account-key", "AccountName=demo;AccountKey=",
            "cred.provider.azure-sas", "https://demo.example/c?sv=2022&sig=",
            "cred.provider.slack-webhook", "https://hooks.slack.com/services/",
            "cred.provider.discord-webhook", "https://discord.com/api/webhooks/",
            "cred.provider.teams-webhook", "https://demo.webhook.office.com/webhookb2/",
            "cred.provider.okta", "SSWS ");

    private static final List<String> NOTATIONS = List.of(
            "%s",
            "see %s for more",
            "sent %s.",
            "(%s)",
            "[%s]",
            "<t>%s</t>",
            "Client{t=%s, n=1}",
            "Client[t=%s]",
            "a=%s&b=2",
            "a=%s,b=2",
            "a=%s;b=2",
            "a: '%s'",
            "`%s`",
            "{\"t\":\"%s\",\"n\":1}",
            "{\"body\":\"{\\\"t\\\":\\\"%s\\\"}\"}",
            "first\\n%s\\nlast",
            "first\n%s\n\tat Some.method(Some.java:1)",
            "%s|x");

    static List<TokenShapes.Shape> shapes() {
        return TokenShapes.all();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void findsExactlyTheTokenInEachNotation(TokenShapes.Shape shape) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (String notation : NOTATIONS) {
            String token = shape.value(random);
            String line = notation.replace("%s", CONTEXT.getOrDefault(shape.id(), "") + token);

            assertThat(longest(found(BY_ID.get(shape.id()), line)))
                    .as("%s, seed %d", line, seed)
                    .containsExactly(token);
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void leavesNothingOfTheTokenInALine(TokenShapes.Shape shape) {
        long seed = System.nanoTime();
        String token = shape.value(new Random(seed));
        for (String notation : NOTATIONS) {
            String masked = MASKER.mask(notation.replace("%s", CONTEXT.getOrDefault(shape.id(), "") + token));

            assertThat(masked).as("%s, seed %d", notation, seed).contains("[REDACTED:");
            for (int i = 0; i + 7 <= token.length(); i++) {
                assertThat(masked.replaceAll("\\[REDACTED:[a-z0-9.-]+", ""))
                        .as("%s, seed %d", notation, seed)
                        .doesNotContain(token.substring(i, i + 7));
            }
        }
    }

    @Test
    void masksAPasswordThatSpringKeepsUnencoded() {
        assertThat(MASKER.mask("{noop}not-a-real-one!")).isEqualTo("[REDACTED:hash.spring]");
    }

    @Test
    void findsATokenBesideLettersOfAnotherScript() {
        assertThat(found(BY_ID.get("cred.provider.github"), "令牌ghp_" + "x1Y".repeat(12) + "。"))
                .hasSize(1);
    }

    @Test
    void knowsEachFormatBySomeShape() {
        Random random = new Random(1);
        List<byte[]> values = TokenShapes.all().stream()
                .map(shape -> CONTEXT.getOrDefault(shape.id(), "") + shape.value(random))
                .map(value -> value.getBytes(StandardCharsets.UTF_8))
                .toList();
        Set<String> ids =
                TokenShapes.all().stream().map(TokenShapes.Shape::id).collect(Collectors.toCollection(HashSet::new));

        assertThat(values).hasSizeGreaterThan(150);
        assertThat(ProviderTokens.formats().stream()
                        .mapToInt(format -> format.prefixes().size())
                        .sum())
                .isGreaterThan(200);
        assertThat(DETECTORS.stream().map(Detector::id).filter(id -> !ids.contains(id)))
                .containsExactly("cred.hash.ntlm"); // nothing but its key tells it
    }

    @ParameterizedTest
    @MethodSource("formats")
    void findsWhatEachFormatDescribes(TokenFormat format) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (String prefix : format.prefixes()) {
            String token = prefix + body(format, random);
            byte[] text = token.getBytes(StandardCharsets.UTF_8);
            int anchor = format.anchors(prefix).get(0).length();
            long span = BY_ID.get(format.id()).find(text, 0, anchor);

            assertThat(span).as("%s, seed %d", token, seed).isNotEqualTo(Span.NONE);
            assertThat(Span.to(span)).as("%s, seed %d", token, seed).isEqualTo(text.length);
        }
    }

    static List<TokenFormat> formats() {
        return ProviderTokens.formats();
    }

    private static String body(TokenFormat format, Random random) {
        String alphabet = format.alphabet().characters();
        StringBuilder body = new StringBuilder();
        for (char sure : "2a7B".toCharArray()) {
            body.append(alphabet.indexOf(sure) < 0 ? alphabet.charAt(random.nextInt(6)) : sure);
        }
        while (body.length() < format.min() - 1) {
            body.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        body.append(alphabet.charAt(random.nextInt(6)));
        return body.substring(0, format.min() < 4 ? 4 : format.min());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550e8400-e29b-41d4-a716-446655440000",
                "request 550e8400e29b41d4a716446655440000 done",
                "commit da39a3ee5e6b4b0d3255bfef95601890afd80709",
                "digest sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "image repo/app@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "v1.0-12-gda39a3e-dirty",
                "v1.0-SNAPSHOT-2026.11.22-1234",
                "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration",
                "o.s.AbstractThreadPoolTaskExecutor2 started",
                "o.s.s.ConcurrentTaskExecutor2026 started",
                "com.acme.pat.v2.PatientRepositoryImplementationWithAVeryLongName2Factory",
                "io.acme.sat.SatelliteControllerForTheSecondVersion2OfTheInterfaceOfAll",
                "s.println(value)",
                "sk-learn 1.3, sk-image, sk-learn-contrib-with-a-name-of-many-words-in-it",
                "key-value store, key-management-service-in-the-second-region",
                "npm_config_cache=/tmp/npm npm_package_name=orders",
                "secret_name=orders-db secret_version_of_the_previous_rotation_2026",
                "hf_hub_download(repo)",
                "t1.micro t1.standard.b4ms t1.example.internal.eu-west-1.compute",
                "API-GATEWAY API-VERSION-2 API-1234",
                "test_should_return_404_when_the_user_was_not_found_in_2026",
                "live_migration_of_all_40_nodes_in_the_second_cluster_done",
                "pod orders-7d9f8b6c5d-x2x4z on ip-10-0-1-17.eu-west-1.compute.internal",
                "pat-eu1-gateway sat-nav",
                "AKIA is a prefix, as is ASIA",
                "ASIAPACIFIC region",
                "ACCOUNT ACCESS ACTIVE",
                "SK SKU SKIPPED SK123",
                "AC3 codec",
                "us1 us-east-1 cluster-us1 node-17-us2",
                "hvs.example.com",
                "md5 md5sum md5:none",
                "EAAccess EAADescriptor",
                "AQ AQUA AQMP AQJMS_QUEUE_TABLE_NAME",
                "mt940 mtime ntp other otel odds",
                "1/2 4/0 1//2",
                "{noop} {bcrypt} {sha256}",
                "$1 $2 $1$ $5$ $6$",
                "cost $5,000 to $6.50",
                "scrypt: algorithm, scrypt$ pbkdf2_sha256$",
                "dp.st dp.padding.top sl.example sk.example",
                "perm:read perm:write:orders",
                "xoxo hugs xapp-name",
                "re_indexing re_try_the_whole_batch_of_orders_again_with_2_workers",
                "pul-request pk_orders fk_order_id pk_1234",
                "whsec_ sk_live sk_test_ rk_test",
                "2026-11-22 12345678:AAPL 150.25",
                "1234567890:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghi",
                "sig=none&sv=2022",
                "AccountKey=<hidden>",
                "SSWS",
                "https://hooks.slack.com/services/",
                "Accept: application/vnd.docker.distribution.manifest.v2+json",
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
                "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUJJakFOQmdrcWhraUc5dzBCQVFFRkFBT0NBUTg",
                "MIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBaMQswCQYDVQQGEwJJRTESMBAGA1UEChMJ",
                "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAu1SU1LfVLPHCozMxH2Mo4lgOEePzNm0tRgeL",
                "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE4f5wg2l2hKsTeNem",
                "-----BEGIN PUBLIC KEY-----"
            })
    void leavesWhatOnlyLooksAlike(String line) {
        List<String> ids = new ArrayList<>();
        MASKER.mask(line, "test", (source, id) -> ids.add(id));

        assertThat(ids).noneMatch(id -> id.startsWith("cred.provider.") || id.startsWith("cred.hash."));
        assertThat(DETECTORS.stream().flatMap(detector -> found(detector, line).stream()))
                .isEmpty();
    }

    @Test
    void masksAGithubTokenWithABrokenChecksum() {
        String token = "ghp_" + "x1Y".repeat(12);

        assertThat(MASKER.mask("using " + token)).isEqualTo("using [REDACTED:github]");
    }

    @Test
    void tellsTheLastCharactersOfAKeyId() {
        String id = "AKIA" + "X2Y3".repeat(4);

        assertThat(MASKER.mask("using " + id)).isEqualTo("using [REDACTED:aws-access-key-id ...X2Y3]");
    }

    @Test
    void readsAPrivateKeyInBase64OverSeveralLines() {
        String first = "LS0tLS1CRUdJTiBFQyBQUklWQVRFIEtFWS0tLS0t" + "Q2s1".repeat(9);
        String second = "b3Js".repeat(19);

        assertThat(found(new Base64PrivateKey(), "tls.key: " + first + "\n" + second + "\nabc=\n\nnext line"))
                .containsExactly(first + "\n" + second + "\nabc=");
    }

    @Test
    void leavesAnNtlmHashWithoutItsKey() {
        String hash = "0123456789abcdef".repeat(2);

        assertThat(MASKER.mask("digest " + hash)).contains(hash);
        assertThat(MASKER.mask("ntlmHash=" + hash)).doesNotContain(hash);
    }

    /** As the masker merges them: {@code xoxe.xoxp-} begins twice. */
    private static List<String> longest(List<String> found) {
        return found.stream()
                .filter(part -> found.stream().noneMatch(other -> !other.equals(part) && other.contains(part)))
                .toList();
    }

    /** What a detector answers wherever one of its anchors stands, found the slow way. */
    private static List<String> found(Detector detector, String line) {
        byte[] text = line.getBytes(StandardCharsets.UTF_8);
        return detector.anchors().stream()
                .flatMap(anchor -> places(anchor, text))
                .map(place -> detector.find(text, place[0], place[1]))
                .filter(span -> span != Span.NONE)
                .distinct()
                .map(span -> new String(text, Span.from(span), Span.to(span) - Span.from(span), StandardCharsets.UTF_8))
                .toList();
    }

    private static Stream<int[]> places(Anchor anchor, byte[] text) {
        List<int[]> places = new ArrayList<>();
        if (anchor instanceof Anchor.Word word) {
            for (int i = 0; i < text.length; i++) {
                boolean inWord = i > 0 && text[i - 1] != '_' && Ascii.isAlphanumeric(text[i - 1]);
                boolean escaped = i > 1 && text[i - 2] == '\\';
                if ((!inWord || escaped || text[Math.max(0, i - 1)] < 0) && Ascii.standsAt(text, i, word.literal())) {
                    places.add(new int[] {i, i + word.literal().length()});
                }
            }
        } else if (anchor instanceof Anchor.Digits) {
            for (int i = 0; i < text.length; i++) {
                int end = i;
                while (end < text.length && (Ascii.isDigit(text[end]) || (text[end] == '/' && end > i))) {
                    end++;
                }
                if (end > i) {
                    places.add(new int[] {i, end});
                    i = end;
                }
            }
        }
        return places.stream();
    }
}
