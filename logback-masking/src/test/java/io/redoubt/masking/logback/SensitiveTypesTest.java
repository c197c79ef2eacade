package io.redoubt.masking.logback;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.masking.Sensitive;
import io.redoubt.masking.SensitiveValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.logstash.logback.argument.StructuredArguments;
import net.logstash.logback.marker.Markers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SensitiveTypesTest {

    private static final String NAME = "Kim Example";
    private static final String MESSAGE = "<encoder><pattern>%kvp{NONE}%msg%n</pattern></encoder>";
    private static final String LOGSTASH = "<encoder class=\"net.logstash.logback.encoder.LogstashEncoder\"/>";

    record Customer(int number, @Sensitive("name") String name) {}

    record Order(String id, Customer customer) {}

    record Basket(String id, List<Customer> customers) {}

    record Shop(Basket basket) {}

    record Envelope<T>(T body) {}

    interface Party {}

    record Person(@Sensitive("name") String name) implements Party {}

    record Contract(Party party) {}

    static class Base {
        @Sensitive("name")
        private final String name;

        Base(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return "Base(" + name + ")";
        }
    }

    static final class Derived extends Base {
        Derived(String name) {
            super(name);
        }
    }

    /** As a library makes it at run time: its own fields stand empty. */
    static final class Base$$Generated extends Base {
        Base$$Generated() {
            super("");
        }

        @Override
        public String toString() {
            return "Base(" + NAME + ")";
        }
    }

    @Sensitive("party")
    interface Hidden {}

    record Secretive(String name) implements Hidden {}

    static List<Object> holdersOfAName() {
        Customer customer = new Customer(7, NAME);
        return List.of(
                customer,
                new Order("o-1", customer),
                new Basket("b-1", List.of(customer)),
                new Shop(new Basket("b-1", List.of(customer))),
                new Envelope<>(customer),
                new Envelope<>(List.of(customer)),
                new Contract(new Person(NAME)),
                new Derived(NAME),
                new Base$$Generated(),
                new Secretive(NAME),
                List.of(customer),
                Map.of("a", customer),
                Map.of(customer, "a"),
                Optional.of(customer),
                new Customer[] {customer},
                new Object[] {List.of(customer)},
                SensitiveValue.of(NAME),
                List.of(SensitiveValue.of(NAME)),
                StructuredArguments.kv("customer", customer),
                StructuredArguments.array("customers", customer));
    }

    @ParameterizedTest
    @MethodSource("holdersOfAName")
    void takesASensitiveValueOutOfWhatHoldsIt(Object holder) {
        for (String encoder : List.of(MESSAGE, LOGSTASH)) {
            Configured logback = Configured.masking(encoder);

            logback.logger().info("got {} and {}", holder, "more");
            logback.logger().atInfo().addKeyValue("holder", holder).log("got");

            assertThat(logback.written()).contains("[REDACTED:").doesNotContain(NAME, "WITHHELD", "FAILED");
        }
    }

    @Test
    void leavesTheRestOfTheTextAsItIs() {
        Configured logback = Configured.masking(MESSAGE);

        logback.logger().info("got {}", new Order("o-1", new Customer(7, NAME)));

        assertThat(logback.written())
                .isEqualTo("got Order[id=o-1, customer=Customer[number=7, name=[REDACTED:name]]]\n");
    }

    record Names(
            @Sensitive("short") String first,
            @Sensitive("long") String whole) {}

    @Test
    void takesTheLongerOfTwoValuesThatBeginAlike() {
        Configured logback = Configured.masking(MESSAGE);

        logback.logger().info("got {}", new Names("Kim", NAME));

        assertThat(logback.written()).isEqualTo("got Names[first=[REDACTED:short], whole=[REDACTED:long]]\n");
    }

    static final class Characters {
        @Sensitive("code")
        private final char[] code = {'a', 'b', 'c'};

        @Override
        public String toString() {
            return new String(code) + Arrays.toString(code);
        }
    }

    @Test
    void knowsTheTextsOfCharacters() {
        Configured logback = Configured.masking(MESSAGE);

        logback.logger().info("got {}", new Characters());

        assertThat(logback.written()).isEqualTo("got [REDACTED:code][REDACTED:code]\n");
    }

    /** The array of a call with variable arguments may be one of a narrower type. */
    @Test
    void readsArgumentsInAnArrayOfTheirType() {
        Configured logback = Configured.masking(MESSAGE);

        logback.logger().info("got {} {}", (Object[]) new Customer[] {new Customer(1, NAME), new Customer(2, NAME)});

        assertThat(logback.written())
                .isEqualTo("got Customer[number=1, name=[REDACTED:name]] Customer[number=2, name=[REDACTED:name]]\n");
    }

    record Node(@Sensitive("name") String name, List<Node> next) {
        @Override
        public String toString() {
            return "Node(" + name + ")";
        }
    }

    @Test
    void comesToAnEndWhereObjectsHoldEachOther() {
        Node one = new Node(NAME, new ArrayList<>());
        Node other = new Node("Ada Example", new ArrayList<>(Collections.nCopies(50, one)));
        one.next().addAll(Collections.nCopies(50, other));
        Configured logback = Configured.masking(MESSAGE);

        logback.logger().info("got {}", one);

        assertThat(logback.written()).isEqualTo("got Node([REDACTED:name])\n");
    }

    @Test
    void replacesWholeWhatHoldsTooMuchToLookInto() {
        List<Customer> customers = IntStream.range(0, 2000)
                .mapToObj(number -> new Customer(number, NAME + number))
                .toList();
        Configured logback = Configured.masking(MESSAGE);

        logback.logger().info("got {}", customers);

        assertThat(logback.written()).isEqualTo("got [REDACTED:sensitive]\n");
    }

    @Test
    void handsOnLargeCollectionsOfPlainValues() {
        List<Integer> numbers = IntStream.range(0, 5000).boxed().toList();
        Configured logback = Configured.masking(MESSAGE);

        logback.logger().info("got {}", numbers);

        assertThat(logback.written()).isEqualTo("got " + numbers + "\n");
    }

    @Test
    void dropsMarkersThatHoldSomethingSensitive() {
        Configured logback = Configured.masking(LOGSTASH);

        logback.logger().info(Markers.append("customer", new Customer(7, NAME)), "done");
        logback.logger().info(Markers.append("number", 7), "done");

        assertThat(logback.written()).doesNotContain(NAME).contains("\"number\":7");
    }

    record Failing(@Sensitive("name") String name) {
        @Override
        public String toString() {
            throw new IllegalStateException(name);
        }
    }

    @Test
    void namesTheClassWhereASensitiveObjectHasNoText() {
        Configured logback = Configured.masking(MESSAGE);

        logback.logger().info("got {}", new Failing(NAME));

        assertThat(logback.written())
                .isEqualTo("got [FAILED toString: io.redoubt.masking.logback.SensitiveTypesTest$Failing]\n");
    }
}
