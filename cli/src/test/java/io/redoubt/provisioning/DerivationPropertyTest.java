package io.redoubt.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.ConfigurationException;
import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.key.Purpose;
import io.redoubt.key.Suite;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** No two keys are derived from the same bytes. */
class DerivationPropertyTest {

    private enum Step {
        SES,
        LEAF,
        KID,
        PROVISIONER,
        PROVISIONER_KEY
    }

    /** Everything that names what is derived; a step does not read all of it. */
    private record Input(Step step, TrustDomain domain, ServiceName service, int number, Purpose purpose, Suite suite) {

        List<Object> read() {
            return switch (step) {
                case SES -> List.of(step, domain, service, number);
                case LEAF, KID -> List.of(step, domain, service, number, purpose, suite);
                case PROVISIONER, PROVISIONER_KEY -> List.of(step, domain, number);
            };
        }

        String encoded() {
            return HexFormat.of()
                    .formatHex(
                            switch (step) {
                                case SES -> DerivationInputs.epoch(domain, service, number);
                                case LEAF -> DerivationInputs.leaf(domain, service, number, purpose, suite);
                                case KID -> DerivationInputs.kid(domain, service, number, purpose, suite);
                                case PROVISIONER -> DerivationInputs.provisioner(domain, number);
                                case PROVISIONER_KEY -> DerivationInputs.provisionerKey(domain, number);
                            });
        }

        /** {@return this with one part of the other} */
        Input with(int part, Input other) {
            return switch (part) {
                case 0 -> new Input(other.step, domain, service, number, purpose, suite);
                case 1 -> new Input(step, other.domain, service, number, purpose, suite);
                case 2 -> new Input(step, domain, other.service, number, purpose, suite);
                case 3 -> new Input(step, domain, service, other.number, purpose, suite);
                default -> new Input(step, domain, service, number, other.purpose, other.suite);
            };
        }
    }

    @Property(tries = 5000)
    void encodesAlikeOnlyWhatIsTheSame(
            @ForAll("inputs") Input one, @ForAll("inputs") Input other, @ForAll @IntRange(max = 4) int part) {
        Input almost = one.with(part, other);

        assertThat(one.encoded().equals(almost.encoded())).isEqualTo(one.read().equals(almost.read()));
    }

    @Property
    void encodesNothingAlikeThatHasLessInCommon(@ForAll("inputs") Input one, @ForAll("inputs") Input other) {
        assertThat(one.encoded().equals(other.encoded())).isEqualTo(one.read().equals(other.read()));
    }

    /** What two names of a fleet have in common must not make them one. */
    @Property
    void keepsNamesApartWhoseLettersAreTheSame(
            @ForAll("text") String a, @ForAll("text") String b, @ForAll("text") String c) {
        List<String> inputs = List.of(
                ses(a + b, c, 1),
                ses(a, b + c, 1),
                ses(a, b + "-" + c, 1),
                ses(a, b + "/" + c, 1),
                ses(a + "." + b, c, 1));

        assertThat(inputs).doesNotHaveDuplicates();
    }

    /** There is nothing to normalise: a letter that can be written in two ways is in no name. */
    @Property
    void refusesLettersThatCanBeWrittenInTwoWays(@ForAll("accented") char letter, @ForAll("text") String around) {
        for (Normalizer.Form form : List.of(Normalizer.Form.NFC, Normalizer.Form.NFD)) {
            String name = Normalizer.normalize(around + letter + around, form);
            assertThatThrownBy(() -> new ServiceName(name)).isInstanceOf(ConfigurationException.class);
            assertThatThrownBy(() -> new TrustDomain(name)).isInstanceOf(ConfigurationException.class);
        }
    }

    @Example
    void refusesCapitalsThatOtherwiseWouldBeAnotherSpelling() {
        assertThatThrownBy(() -> new ServiceName("Orders")).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> new TrustDomain("Shop.example")).isInstanceOf(ConfigurationException.class);
    }

    @Provide
    Arbitrary<Input> inputs() {
        Arbitrary<TrustDomain> domains =
                Arbitraries.of("a", "b", "ab", "a.b", "a-b").map(TrustDomain::new);
        Arbitrary<ServiceName> services =
                Arbitraries.of("a", "b", "ab", "a-b", "a/b", "a/b/b").map(ServiceName::new);
        Arbitrary<Integer> epochs = Arbitraries.of(1, 2, 256, 65_535);
        Arbitrary<DerivationVectors.PurposeAndSuite> keys =
                Arbitraries.of(DerivationVectors.keys().toList());
        return Combinators.combine(Arbitraries.of(Step.class), domains, services, epochs, keys)
                .as((step, domain, service, epoch, key) ->
                        new Input(step, domain, service, epoch, key.purpose(), key.suite()));
    }

    @Provide
    Arbitrary<String> text() {
        return Arbitraries.strings().withChars("ab1").ofMinLength(1).ofMaxLength(20);
    }

    @Provide
    Arbitrary<Character> accented() {
        return Arbitraries.of('é', 'à', 'ü', 'ñ', 'ş', 'Å', 'ﬁ', 'ı');
    }

    private static String ses(String domain, String service, int epoch) {
        return HexFormat.of()
                .formatHex(DerivationInputs.epoch(new TrustDomain(domain), new ServiceName(service), epoch));
    }
}
