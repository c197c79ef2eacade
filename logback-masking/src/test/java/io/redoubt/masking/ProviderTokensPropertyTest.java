package io.redoubt.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever stands in a text, a detector answers with a part of it, or with nothing. */
class ProviderTokensPropertyTest {

    private static final List<Detector> DETECTORS = ProviderTokens.detectors();

    @Property
    void answersAPartOfAnyBytes(
            @ForAll byte[] text,
            @ForAll @IntRange(max = 300) int start,
            @ForAll @IntRange(min = 1, max = 40) int length) {
        if (start + length <= text.length) {
            assertAnswersWithin(text, start, start + length);
        }
    }

    @Property
    void answersAPartOfWhateverIsBeginningsAndPiecesOfTokens(
            @ForAll("pieces") String line, @ForAll @IntRange(max = 40) int cut) {
        byte[] whole = line.getBytes(StandardCharsets.UTF_8);
        byte[] text = Arrays.copyOf(whole, Math.max(0, whole.length - cut));
        for (Detector detector : DETECTORS) {
            for (Anchor anchor : detector.anchors()) {
                if (anchor instanceof Anchor.Word word) {
                    for (int i = 0; i < text.length; i++) {
                        if (Ascii.standsAt(text, i, word.literal())) {
                            assertWithin(
                                    text,
                                    detector.find(text, i, i + word.literal().length()));
                        }
                    }
                }
            }
        }
    }

    @Provide
    Arbitrary<String> pieces() {
        List<String> shapes = TokenShapes.all().stream()
                .flatMap(shape ->
                        Stream.of(shape.value(new Random(shape.pattern().hashCode())), shape.pattern()))
                .toList();
        List<String> prefixes = ProviderTokens.formats().stream()
                .flatMap(format -> format.prefixes().stream())
                .toList();
        return Arbitraries.oneOf(
                        Arbitraries.of(shapes),
                        Arbitraries.of(prefixes),
                        Arbitraries.strings().ascii().ofMaxLength(8))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(parts -> String.join("", parts));
    }

    private static void assertAnswersWithin(byte[] text, int start, int end) {
        for (Detector detector : DETECTORS) {
            assertWithin(text, detector.find(text, start, end));
        }
    }

    private static void assertWithin(byte[] text, long span) {
        if (span != Span.NONE) {
            assertThat(Span.from(span)).isNotNegative().isLessThan(Span.to(span));
            assertThat(Span.to(span)).isLessThanOrEqualTo(text.length);
        }
    }
}
