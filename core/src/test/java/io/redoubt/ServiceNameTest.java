package io.redoubt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceNameTest {

    private static final String LABEL_OF_63 = "a".repeat(63);

    @ParameterizedTest
    @ValueSource(strings = {"orders", "o", "shop/orders", "shop/eu-1/orders", "7", "a--b"})
    void acceptsOneToThreeSegments(String name) {
        assertThat(new ServiceName(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Orders",
                "orders ",
                " orders",
                "-orders",
                "orders-",
                "/orders",
                "orders/",
                "a//b",
                "a/b/c/d",
                "ord_ers",
                "örders",
                "orders\n",
                "a.b"
            })
    void refusesWhatIsNoNameAndDoesNotRepeatIt(String name) {
        assertThatThrownBy(() -> new ServiceName(name))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("service: is not a valid service name; use 1 to 3 segments joined by '/', each 1 to 63 of"
                        + " [a-z0-9-] that starts and ends with a letter or digit, for example 'orders'");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void acceptsSegmentsOf63AndRefusesThoseOf64(int segments) {
        String longest = String.join("/", Collections.nCopies(segments, LABEL_OF_63));

        assertThat(new ServiceName(longest).value()).isEqualTo(longest);
        assertThatThrownBy(() -> new ServiceName(longest + "a")).isInstanceOf(ConfigurationException.class);
    }
}
