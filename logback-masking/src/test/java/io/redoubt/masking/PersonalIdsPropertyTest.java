package io.redoubt.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Numbers of persons, cards, accounts and telephones, made up anew in each run. */
class PersonalIdsPropertyTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\[REDACTED:[^\\]]+\\]");
    private static final Masker MASKER = Masker.of(MaskingRules.of(Profile.DEFAULT));
    private static final Map<String, NationalId> BY_ID =
            NationalIds.all().stream().collect(Collectors.toMap(NationalId::id, Function.identity()));
    private static final List<Detector> DETECTORS = Stream.of(
                    CardNumbers.detectors(),
                    Ibans.detectors(),
                    PhoneNumbers.detectors(),
                    NationalIds.detectors(),
                    PersonalDocuments.detectors())
            .flatMap(List::stream)
            .toList();
    /** Without a check character, or with one of two that fit (the century, the signs of 10). */
    private static final List<String> WITHOUT_ONE_CHECK = List.of(
            "us.ssn",
            "us.itin",
            "gb.nino",
            "dk.cpr",
            "in.pan",
            "my.mykad",
            "id.nik",
            "be.nrn",
            "au.medicare",
            "at.svnr",
            "gb.utr",
            "is.kennitala",
            "ie.pps");

    private static final int TRIES = 20_000;

    @Property
    void masksEachNumberThatPassesItsCheck(@ForAll("vectors") NationalIdVectors.Vector vector, @ForAll long seed) {
        NationalId id = BY_ID.get(vector.id());
        String number = another(id, vector.valid(), new Random(seed));

        assertThat(MASKER.mask("stored " + id.words().get(0) + " " + number + " for you"))
                .startsWith("stored " + id.words().get(0) + " [REDACTED:natid.")
                .endsWith(" for you");
    }

    @Property
    void leavesEachNumberWithAnotherCheckCharacter(
            @ForAll("vectors") NationalIdVectors.Vector vector,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 9) int change) {
        Assume.that(WITHOUT_ONE_CHECK.stream().noneMatch(id -> vector.id().endsWith(id)));
        NationalId id = BY_ID.get(vector.id());
        String number = another(id, vector.valid(), new Random(seed));
        int last = lastOf(number);
        char check = number.charAt(last);
        int changed = Character.isDigit(check) ? '0' + (check - '0' + change) % 10 : 'A' + (check - 'A' + change) % 26;
        String line = number.substring(0, last) + (char) changed + number.substring(last + 1);
        byte[] text = (id.words().get(0) + " " + line).getBytes(StandardCharsets.UTF_8);

        assertThat(id.find(text, 0, id.words().get(0).length())).as(line).isEqualTo(Span.NONE);
    }

    @Property
    void answersAPartOfAnyBytes(
            @ForAll byte[] text,
            @ForAll @IntRange(max = 300) int start,
            @ForAll @IntRange(min = 1, max = 40) int length) {
        if (start + length <= text.length) {
            DETECTORS.forEach(detector -> assertAnswersWithin(detector, text, start, start + length));
        }
    }

    @Property
    void answersAPartOfWhateverIsMadeOfWordsAndNumbers(
            @ForAll("pieces") String line, @ForAll @IntRange(max = 40) int cut) {
        byte[] whole = line.getBytes(StandardCharsets.UTF_8);
        byte[] text = Arrays.copyOf(whole, Math.max(0, whole.length - cut));
        for (Detector detector : DETECTORS) {
            for (int start = 0; start < text.length; start++) {
                assertAnswersWithin(detector, text, start, start + 1);
                assertAnswersWithin(detector, text, start, Math.min(text.length, start + 3));
                assertAnswersWithin(detector, text, start, text.length);
            }
        }
    }

    @Property
    void masksWhatWasMaskedNoFurther(@ForAll("pieces") String line) {
        String masked = MASKER.mask(line);

        assertThat(placeholders(MASKER.mask(masked))).containsSubsequence(placeholders(masked));
    }

    /** More may be masked the second time: a word that names a number is nearer to the next one. */
    private static List<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(MatchResult::group).toList();
    }

    @Provide
    Arbitrary<NationalIdVectors.Vector> vectors() {
        return Arbitraries.of(NationalIdVectors.all());
    }

    @Provide
    Arbitrary<String> pieces() {
        List<String> numbers = NationalIdVectors.all().stream()
                .flatMap(vector -> Stream.of(vector.valid(), vector.invalid()))
                .toList();
        List<String> words = NationalIds.all().stream()
                .flatMap(id -> id.words().stream())
                .map(word -> word + " ")
                .toList();
        return Arbitraries.oneOf(
                        Arbitraries.of(numbers),
                        Arbitraries.of(words),
                        Arbitraries.of(
                                "4112131415161710",
                                "4112 1314 1516 1710",
                                "DE18102030405060708090",
                                "+44 20 7946 0958",
                                "00442"),
                        Arbitraries.strings().withChars("0123456789 -./+()").ofMaxLength(12),
                        Arbitraries.strings().ascii().ofMaxLength(4))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(parts -> String.join("", parts));
    }

    /** {@return a number like the given one with other characters, which passes the check of the register} */
    private static String another(NationalId id, String number, Random random) {
        for (int i = 0; i < TRIES; i++) {
            char[] other = number.toCharArray();
            for (int changes = random.nextInt(4) + 1; changes > 0; changes--) {
                int at = random.nextInt(other.length);
                other[at] = like(other[at], random);
            }
            other[lastOf(number)] = like(other[lastOf(number)], random);
            byte[] text = new String(other).getBytes(StandardCharsets.UTF_8);
            boolean passes = id.shapes().stream().anyMatch(shape -> shape.end(text, 0) == lastOf(number) + 1)
                    && id.check().holds(text, 0, lastOf(number) + 1);
            if (passes) {
                return new String(other);
            }
        }
        return number;
    }

    private static char like(char c, Random random) {
        if (Character.isDigit(c)) {
            return (char) ('0' + random.nextInt(10));
        }
        return Character.isUpperCase(c) ? (char) ('A' + random.nextInt(26)) : c;
    }

    private static int lastOf(String number) {
        return number.endsWith(")") ? number.length() - 2 : number.length() - 1;
    }

    private static void assertAnswersWithin(Detector detector, byte[] text, int start, int end) {
        long span = detector.find(text, start, end);
        if (span != Span.NONE) {
            assertThat(Span.from(span)).isNotNegative().isLessThan(Span.to(span));
            assertThat(Span.to(span)).isLessThanOrEqualTo(text.length);
        }
    }
}
