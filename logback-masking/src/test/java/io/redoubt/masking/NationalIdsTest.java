package io.redoubt.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NationalIdsTest {

    private static final Map<String, NationalId> BY_ID =
            NationalIds.all().stream().collect(Collectors.toMap(NationalId::id, Function.identity()));
    private static final Masker MASKER = Masker.of(MaskingRules.of(Profile.DEFAULT));

    static List<NationalIdVectors.Vector> vectors() {
        return NationalIdVectors.all();
    }

    static Stream<NationalIdVectors.Vector> thatStandAlone() {
        return vectors().stream().filter(vector -> standsAlone(vector.id()));
    }

    static Stream<NationalIdVectors.Vector> thatNeedAWord() {
        return vectors().stream().filter(vector -> !standsAlone(vector.id()));
    }

    private static boolean standsAlone(String id) {
        return !BY_ID.get(id).rarities().isEmpty();
    }

    @Test
    void hasAVectorForEachNumberAndANumberForEachVector() {
        assertThat(vectors())
                .extracting(NationalIdVectors.Vector::id)
                .containsExactlyInAnyOrderElementsOf(BY_ID.keySet());
        assertThat(NationalIdVectors.rows()).hasSameSizeAs(BY_ID.keySet());
    }

    @Test
    void givesEachKeyToOneDetector() {
        List<String> keys = NationalIds.detectors().stream()
                .flatMap(detector -> detector.anchors().stream())
                .filter(Anchor.Key.class::isInstance)
                .flatMap(anchor -> ((Anchor.Key) anchor).names().stream())
                .toList();

        assertThat(keys).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void findsTheValidNumberBehindEachOfItsWords(NationalIdVectors.Vector vector) {
        for (String word : BY_ID.get(vector.id()).words()) {
            String line = "row 7: " + word + " no. " + vector.valid() + " stored";

            assertThat(found(vector.id(), line, line.indexOf(word), word.length()))
                    .as(line)
                    .isEqualTo(vector.valid().replace(")", ""));
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void findsNothingBehindItsWordsIfTheCheckFails(NationalIdVectors.Vector vector) {
        for (String word : BY_ID.get(vector.id()).words()) {
            String line = "row 7: " + word + " no. " + vector.invalid() + " stored";

            assertThat(found(vector.id(), line, line.indexOf(word), word.length()))
                    .as(line)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void masksTheValidNumberBehindItsWords(NationalIdVectors.Vector vector) {
        for (String word : BY_ID.get(vector.id()).words()) {
            assertThat(MASKER.mask("stored " + word + " " + vector.valid() + " for you"))
                    .startsWith("stored " + word + " [REDACTED:natid.")
                    .endsWith(" for you");
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void masksWhateverStandsBesideItsKeys(NationalIdVectors.Vector vector) {
        String label = vector.id().substring("pii.".length());
        for (String key : BY_ID.get(vector.id()).keys()) {
            assertThat(MASKER.mask("{\"" + key + "\":\"" + vector.invalid() + "\",\"n\":1}"))
                    .isEqualTo("{\"" + key + "\":\"[REDACTED:" + label + "]\",\"n\":1}");
        }
    }

    @ParameterizedTest
    @MethodSource("thatStandAlone")
    void masksWhatCouldHardlyBeAnythingElse(NationalIdVectors.Vector vector) {
        assertThat(MASKER.mask("stored " + vector.valid() + ", done"))
                .isEqualTo("stored [REDACTED:" + vector.id().substring("pii.".length()) + "], done");
    }

    @ParameterizedTest
    @MethodSource("thatStandAlone")
    void leavesWhatStandsAloneAndFailsItsCheck(NationalIdVectors.Vector vector) {
        String line = "stored " + vector.invalid() + ", done";

        assertThat(MASKER.mask(line)).isSameAs(line);
    }

    @ParameterizedTest
    @MethodSource("thatNeedAWord")
    void leavesNumbersThatCouldBeAnythingIfNothingSaysWhatTheyAre(NationalIdVectors.Vector vector) {
        String line = "stored " + vector.valid() + ", done";

        assertThat(MASKER.mask(line)).isSameAs(line);
    }

    @ParameterizedTest
    @MethodSource("thatStandAlone")
    void leavesPiecesOfSomethingLonger(NationalIdVectors.Vector vector) {
        for (String notation : List.of(
                "id-%s", "%s-4f2a", "0.%s", "%s.75", "ab%s", "%sf0", "x_%s", "%s_2", "traceId=%s", "requestId: %s")) {
            String line = notation.replace("%s", vector.valid());

            assertThat(MASKER.mask(line)).isEqualTo(line);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssn=219-09-4812",
                "socialSecurityNumber: \"000-00-0000\"",
                "tax_id=12-3456789",
                "Customer[name=K, nationalId=AB12345, n=1]",
                "--tin 912345678",
                "personal-id: 1234567",
                "vatId=DE999999990"
            })
    void masksWhateverStandsBesideAKeyOfAnyState(String line) {
        assertThat(MASKER.mask(line))
                .containsPattern("\\[REDACTED:natid[a-z.]*]")
                .doesNotContainPattern("[0-9-]{6}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "taxId=pending",
                "dni: n/a",
                "RFC 7519 and RFC 6749 describe it",
                "sin 0.5 is 0.479425538",
                "social media 219000000000",
                "TIN 20261123015553",
                "GC pause 40318752K->16777216K",
                "at 2026-11-23 01:55:53.123456 +0100",
                "insurance plan 2026-11-23T01:55:53Z",
                "kernel: [840217.12378] eth0: link is up",
                "8402.171.2378 840217/12378",
                "131052-3082 of 131052308",
                "born 300285-234E"
            })
    void leavesWhatIsNoNumberOfAPerson(String line) {
        assertThat(MASKER.mask(line)).isSameAs(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"75.63.0182946-54", "7563 018294654", "1 4077941291", "784 198263917407", "42010619790823 4215"})
    void leavesWhatIsWrittenInNoUsualWay(String number) {
        assertThat(MASKER.mask("took " + number)).isEqualTo("took " + number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7563018294654",
                "14077941291",
                "784198263917407",
                "420106197908234215",
                "293043306301283",
                "84021712378",
                "05061124487",
                "G5027184L"
            })
    void findsTheOtherWaysOfWriting(String number) {
        assertThat(MASKER.mask("took " + number + ".")).matches("took \\[REDACTED:natid[a-z.]*]\\.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PPSN 6140382D",
                "NIR 1 84 10 2A 004 087 27",
                "nir 184102A00408727",
                "SSIN/INSZ 05.06.11-244.87",
                "hetu 040706A5118",
                "RFC TNX950312K71",
                "CNPJ 7Q.K3B.05Z/0001-07",
                "RUT 7.340.918-7",
                "HKID WX518326(8)",
                "ssn 219094812",
                "IRD 48273610"
            })
    void findsTheOtherFormsBehindTheirWords(String line) {
        assertThat(MASKER.mask(line)).contains(" [REDACTED:natid.");
    }

    @Test
    void masksTheKeysThatAnApplicationAdds() {
        Masker masker = Masker.of(MaskingRules.builder()
                .key("memberNo", "pii.natid.es.dni")
                .key("chargedTo", "pii.card")
                .key("paidFrom", "pii.iban")
                .key("reachedAt", "pii.phone")
                .build());

        assertThat(masker.mask("memberNo=12345 chargedTo=1234567890 paidFrom=12345 reachedAt=12345"))
                .isEqualTo("memberNo=[REDACTED:natid.es.dni] chargedTo=[REDACTED:card] paidFrom=[REDACTED:iban]"
                        + " reachedAt=[REDACTED:phone]");
    }

    @Test
    void leavesAllThatADetectorWouldFindIfItIsOff() {
        Masker masker = Masker.of(MaskingRules.builder()
                .strategy("pii.natid.pl.pesel", Strategy.keep())
                .build());

        assertThat(masker.mask("PESEL 83041962573, pesel=83041962573"))
                .isEqualTo("PESEL 83041962573, pesel=83041962573");
    }

    @Test
    void looksNoFurtherThanThirtyBytesBehindAWord() {
        String line = "PESEL" + " ".repeat(30) + "83041962573";

        assertThat(MASKER.mask(line)).isSameAs(line);
        assertThat(MASKER.mask(line.substring(0, 5) + line.substring(10))).contains("[REDACTED:natid.pl.pesel]");
    }

    @Test
    void namesTheSameNumberTheSameWayHoweverItIsWritten() {
        Masker masker = Masker.of(MaskingRules.builder()
                .pseudonyms(Pseudonyms.hmacSha256(
                        "1", "a key for tests, of thirty-two b".getBytes(StandardCharsets.US_ASCII)))
                .build());

        assertThat(masker.mask("CPF 384.716.295-00")).isEqualTo(masker.mask("CPF 38471629500"));
    }

    private static String found(String id, String line, int start, int length) {
        byte[] text = line.getBytes(StandardCharsets.UTF_8);
        long span = BY_ID.get(id).find(text, start, start + length);
        return span == Span.NONE
                ? ""
                : new String(text, Span.from(span), Span.to(span) - Span.from(span), StandardCharsets.UTF_8);
    }
}
