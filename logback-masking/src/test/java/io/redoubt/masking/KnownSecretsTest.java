package io.redoubt.masking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownSecretsTest {

    private static final String SECRET = "test only+se\"cret/7";
    private static final String ERASED = "[REDACTED:known db]";

    private final AtomicLong nanos = new AtomicLong();
    private final KnownSecrets secrets = KnownSecrets.create(nanos::get);
    private final Masker masker =
            Masker.of(MaskingRules.builder().knownSecrets(secrets).build());

    @Test
    void erasesASecretInAllItsForms() {
        assertThat(secrets.add("db", SECRET)).isTrue();
        String percent = URLEncoder.encode(SECRET, UTF_8);
        byte[] bytes = SECRET.getBytes(UTF_8);

        for (String form : List.of(
                SECRET,
                percent,
                percent.replace("+", "%20"),
                percent.toLowerCase(java.util.Locale.ROOT),
                SECRET.replace("\"", "\\\""),
                SECRET.replace("\"", "&quot;"),
                HexFormat.of().formatHex(bytes),
                HexFormat.of().withUpperCase().formatHex(bytes))) {
            assertThat(masker.mask("sent (" + form + ") to")).isEqualTo("sent (" + ERASED + ") to");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k", "ki", "kim"})
    void erasesItInBase64BehindWhateverElse(String before) {
        secrets.add("db", SECRET);
        String basic = Base64.getEncoder().encodeToString((before + SECRET + ":x").getBytes(UTF_8));
        String url = Base64.getUrlEncoder().encodeToString((before + SECRET + ":x").getBytes(UTF_8));

        assertThat(masker.mask("sent " + basic + " to")).contains(ERASED);
        assertThat(Notations.runOf(
                        basic.substring(before.length() * 4 / 3 + 2, basic.length() - 6), masker.mask(basic)))
                .isEmpty();
        assertThat(masker.mask("sent " + url + " to")).contains(ERASED);
    }

    @Test
    void erasesEachTimeAndBesideOthers() {
        secrets.add("db", "test-only-secret-7");
        secrets.add("mq", "test-only-secret-8");

        assertThat(masker.mask("test-only-secret-7test-only-secret-8 password=test-only-secret-7 kim@example.org"))
                .isEqualTo("[REDACTED:known db][REDACTED:known mq] password=[REDACTED:password] [REDACTED:email]");
    }

    @Test
    void takesNothingShortOrHuge() {
        assertThat(secrets.add("db", "1234567")).isFalse();
        assertThat(secrets.add("db", "x".repeat(16_385))).isFalse();
        assertThat(secrets.add("db", "12345678")).isTrue();
        assertThat(masker.mask("1234567 12345678")).isEqualTo("1234567 " + ERASED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "]", "\u00e4", "a:b"})
    void refusesANameThatCouldNotStandInAPlaceholder(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> secrets.add(name, "test-only-secret-7"))
                .withMessageContaining("name of a secret")
                .withMessageNotContaining("test-only");
    }

    @Test
    void forgetsWhatPasses() {
        assertThat(secrets.addFor("token", "test-only-token-7", Duration.ofSeconds(10)))
                .isTrue();
        assertThat(masker.mask("test-only-token-7")).isEqualTo("[REDACTED:known token]");

        nanos.addAndGet(Duration.ofSeconds(9).toNanos());
        assertThat(secrets.addFor("token", "test-only-token-7", Duration.ofSeconds(10)))
                .isTrue();
        nanos.addAndGet(Duration.ofSeconds(9).toNanos());
        assertThat(masker.mask("test-only-token-7")).isEqualTo("[REDACTED:known token]");

        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(masker.mask("test-only-token-7")).isEqualTo("test-only-token-7");
    }

    @Test
    void refusesALifeThatIsNone() {
        for (Duration life : List.of(
                Duration.ZERO, Duration.ofSeconds(-1), Duration.ofHours(1).plusNanos(1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> secrets.addFor("token", "test-only-token-7", life))
                    .withMessage("a secret is known for a positive time of at most an hour");
        }
    }

    /** Tokens of one issuer begin alike, and some end alike: of more than 64, one in four was left in the log. */
    @Test
    void tellsThousandApartThatBeginAlike() {
        for (int i = 0; i < 1000; i++) {
            assertThat(secrets.addFor("token", "test-only-prefix-" + (100_000 + i), Duration.ofMinutes(1)))
                    .isTrue();
        }

        for (int i = 0; i < 1000; i++) {
            String before = "a".repeat(i % 8);
            assertThat(masker.mask(before + " test-only-prefix-" + (100_000 + i) + " b"))
                    .isEqualTo(before + " [REDACTED:known token] b");
        }
        assertThat(masker.mask("test-only-prefix-101000")).isEqualTo("test-only-prefix-101000");
    }

    @Test
    void tellsHundredApartThatEndAlike() {
        for (int i = 0; i < 100; i++) {
            assertThat(secrets.addFor("token", "test-only-" + (1000 + i) + "-of-production", Duration.ofMinutes(1)))
                    .isTrue();
        }

        for (int i = 0; i < 100; i++) {
            String before = "a".repeat(i % 8);
            assertThat(masker.mask(before + " test-only-" + (1000 + i) + "-of-production b"))
                    .isEqualTo(before + " [REDACTED:known token] b");
        }
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        assertThat(secrets.addFor("token", "test-only-1099-of-production", Duration.ofMinutes(1)))
                .isTrue();
        assertThat(masker.mask("test-only-1099-of-production")).isEqualTo("[REDACTED:known token]");
        assertThat(masker.mask("test-only-1098-of-production")).isEqualTo("test-only-1098-of-production");
    }

    /** What shares its last bytes with secrets of 64 other lengths is refused, not forgotten in silence. */
    @Test
    void saysWhatItHasNoRoomFor() {
        int taken = 0;
        for (int i = 0; i < 100; i++) {
            taken += secrets.addFor("token", "x".repeat(20 + i) + "-same-end", Duration.ofMinutes(1)) ? 1 : 0;
        }

        assertThat(taken).isEqualTo(64);
    }

    @Test
    void masksWhileOthersAdd() throws InterruptedException {
        secrets.add("db", "test-only-secret-7");
        List<Thread> adding = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int number = i;
            adding.add(new Thread(() -> {
                for (int j = 0; j < 500; j++) {
                    secrets.addFor("token", "test-only-passing-" + number + "-" + (1000 + j), Duration.ofMinutes(1));
                }
            }));
        }

        adding.forEach(Thread::start);
        for (int i = 0; i < 2000; i++) {
            assertThat(masker.mask("a test-only-secret-7 b")).isEqualTo("a " + ERASED + " b");
        }
        for (Thread thread : adding) {
            thread.join();
        }
        for (int i = 0; i < 4; i++) {
            assertThat(masker.mask("a test-only-passing-" + i + "-1499 b")).isEqualTo("a [REDACTED:known token] b");
        }
    }

    @Test
    void erasesASecretThatBeginsLikeAnother() {
        secrets.add("db", "test-only-secret");
        secrets.add("mq", "test-only-secret-7-\u00fc\u4e2d");

        assertThat(masker.mask("a test-only-secret-7-\u00fc\u4e2d b test-only-secret c"))
                .doesNotContain("test-only", "\u00fc", "\u4e2d")
                .startsWith("a [REDACTED:known ")
                .endsWith(" b [REDACTED:known db] c");
    }
}
