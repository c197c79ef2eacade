package io.redoubt.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps are counted where there is somebody to count; elsewhere a limit of time shows that work does not grow with the square. */
class LinearTimeTest {

    private static final int LENGTH = 1 << 16;

    @Test
    void readsAValueOnceThatIsFullOfItsOwnBeginnings() {
        AtomicLong read = new AtomicLong();
        Masker masker =
                Masker.of(MaskingRules.builder().detector(new ToTheEnd(read)).build());
        byte[] text = "zq-".repeat(LENGTH / 3).getBytes(StandardCharsets.US_ASCII);

        masker.mask(text);

        assertThat(read.get()).isPositive().isLessThanOrEqualTo(2L * text.length);
    }

    @Test
    void readsAValueOnceThatFollowsItsBeginning() {
        AtomicLong read = new AtomicLong();
        Masker masker = Masker.of(
                MaskingRules.builder().detector(new BehindTheWord(read)).build());
        byte[] text = "zq-".repeat(LENGTH / 3).getBytes(StandardCharsets.US_ASCII);

        masker.mask(text);

        assertThat(read.get()).isPositive().isLessThanOrEqualTo(3L * text.length);
    }

    /** When each key looked for the end by itself, this took minutes. */
    @Test
    void looksOnceForTheEndOfAValueThatIsFullOfKeysAndThatNobodyWants() {
        byte[] text = "code=".repeat(1 << 18).getBytes(StandardCharsets.US_ASCII);
        Masker masker = Masker.of(MaskingRules.of(Profile.DEFAULT));

        assertTimeoutPreemptively(
                Duration.ofSeconds(30), () -> assertThat(masker.mask(text)).isSameAs(text));
    }

    /** What anybody may send, 1 MiB of it: a hundredth of a second each; where work grows with the square, an hour. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "@",
                "1",
                "1 ",
                "4111 1111 ",
                "\"",
                "'",
                "\\",
                "ey.ey.",
                "eyJ.",
                "password=",
                "password=\"",
                "pass: 1 ",
                "key=key=",
                "a@a.",
                "a@",
                "--token ",
                "<password>",
                "</",
                "://a:b@",
                "http://",
                "-",
                "%20",
                "&#x61;",
                "\\u0061",
                "\u200b",
                "{\"a\":",
                "[[",
                "user=[",
                "Bearer ",
                "Cookie: a=",
                "sig=",
                "sk-ant-",
                "+49 ",
                "DE89 ",
                "(a,password) values (",
                "insert into t (password) values ('",
                "-----BEGIN PRIVATE KEY-----",
                "-----BEGIN ",
                "otpauth://",
                "identified by ",
                "mysql -p",
                "-u a:",
                "2026-11-03T10:15:30 ",
                "[REDACTED:"
            })
    void readsWhateverIsSentInLinearTime(String unit) {
        byte[] text = unit.repeat((1 << 20) / unit.length()).getBytes(StandardCharsets.UTF_8);
        Masker masker = Masker.of(MaskingRules.of(Profile.GDPR));

        byte[] masked = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> masker.mask(text));

        assertThat(masked.length).isLessThan(16 * text.length);
    }

    /** A token that may be of any length. */
    private record ToTheEnd(AtomicLong read) implements Detector {
        @Override
        public String id() {
            return "test.open";
        }

        @Override
        public List<Anchor> anchors() {
            return List.of(Anchor.word("zq-"));
        }

        @Override
        public long find(byte[] text, int start, int end) {
            read.addAndGet(text.length - start);
            return Span.of(start, text.length);
        }
    }

    /** The same, but its beginning is kept. */
    private record BehindTheWord(AtomicLong read) implements Detector {
        @Override
        public String id() {
            return "test.kept";
        }

        @Override
        public List<Anchor> anchors() {
            return List.of(Anchor.word("zq-"));
        }

        @Override
        public long find(byte[] text, int start, int end) {
            read.addAndGet(text.length - start);
            return end < text.length ? Span.of(end, text.length) : Span.NONE;
        }
    }
}
