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

/** No two keys are derived from the same bytes. */
class DerivationPropertyTest {

    /** What is derived, in the order of its fields; equal lists are the same key. */
    private record Input(List<Object> name, String bytes) {}

    @Property(tries = 5000)
    void encodesAlikeOnlyWhatIsTheSame(@ForAll("inputs") Input one, @ForAll("inputs") Input other) {
        assertThat(one.bytes().equals(other.bytes())).isEqualTo(one.name().equals(other.name()));
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
        return Arbitraries.oneOf(
                Combinators.combine(domains, services, epochs).as(DerivationPropertyTest::epoch),
                Combinators.combine(domains, services, epochs, keys).as(DerivationPropertyTest::leaf),
                Combinators.combine(domains, services, epochs, keys).as(DerivationPropertyTest::kid),
                Combinators.combine(domains, epochs).as(DerivationPropertyTest::provisioner),
                Combinators.combine(domains, epochs).as(DerivationPropertyTest::provisionerKey));
    }

    @Provide
    Arbitrary<String> text() {
        return Arbitraries.strings().withChars("ab1").ofMinLength(1).ofMaxLength(20);
    }

    @Provide
    Arbitrary<Character> accented() {
        return Arbitraries.of('é', 'à', 'ü', 'ñ', 'ş', 'Å', 'ﬁ', 'ı');
    }

    private static Input epoch(TrustDomain domain, ServiceName service, int epoch) {
        return input(List.of("ses", domain, service, epoch), DerivationInputs.epoch(domain, service, epoch));
    }

    private static Input leaf(
            TrustDomain domain, ServiceName service, int epoch, DerivationVectors.PurposeAndSuite key) {
        Purpose purpose = key.purpose();
        Suite suite = key.suite();
        return input(
                List.of("leaf", domain, service, epoch, purpose, suite),
                DerivationInputs.leaf(domain, service, epoch, purpose, suite));
    }

    private static Input kid(
            TrustDomain domain, ServiceName service, int epoch, DerivationVectors.PurposeAndSuite key) {
        Purpose purpose = key.purpose();
        Suite suite = key.suite();
        return input(
                List.of("kid", domain, service, epoch, purpose, suite),
                DerivationInputs.kid(domain, service, epoch, purpose, suite));
    }

    private static Input provisioner(TrustDomain domain, int number) {
        return input(List.of("provisioner", domain, number), DerivationInputs.provisioner(domain, number));
    }

    private static Input provisionerKey(TrustDomain domain, int number) {
        return input(List.of("provisioner-key", domain, number), DerivationInputs.provisionerKey(domain, number));
    }

    private static Input input(List<Object> name, byte[] bytes) {
        return new Input(name, HexFormat.of().formatHex(bytes));
    }

    private static String ses(String domain, String service, int epoch) {
        return HexFormat.of()
                .formatHex(DerivationInputs.epoch(new TrustDomain(domain), new ServiceName(service), epoch));
    }
}
