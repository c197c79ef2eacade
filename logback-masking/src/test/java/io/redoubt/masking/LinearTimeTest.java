package io.redoubt.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Steps are counted, not milliseconds. */
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
