package io.redoubt.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpUriTest {

    private static final String ACTUAL = "https://orders.example/orders/7-a";

    @ParameterizedTest
    @ValueSource(
            strings = {
                ACTUAL,
                ACTUAL + "?q=1",
                ACTUAL + "#part",
                "HTTPS://Orders.EXAMPLE/orders/7-a",
                "https://orders.example:443/orders/7-a",
                "https://orders.example/orders/7%2da",
                "https://orders.example/orders/7%2Da",
                "https://orders.example/%6frders/7-a"
            })
    void isTheSameWithoutQueryAndFragmentAndNormalised(String claimed) {
        assertThat(HttpUri.isSame(claimed, ACTUAL)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/orders/7-a",
                "//orders.example/orders/7-a",
                "http://orders.example/orders/7-a",
                "https://orders.example:8443/orders/7-a",
                "https://orders.example./orders/7-a",
                "https://evil.example/orders/7-a",
                "https://orders.example@evil.example/orders/7-a",
                "https://alice@orders.example/orders/7-a",
                "https://orders.example/orders/7-A",
                "https://orders.example/orders/7-a/",
                "https://orders.example/orders/x/../7-a",
                "https://orders.example/orders/x/%2e%2e/7-a",
                "https://orders.example/orders/./7-a",
                "https://orders.example/orders//7-a",
                "https://orders.example/orders%2f7-a",
                "https://orders.example/orders/7-a;x=1",
                "https://orders.example/orders/7%zz",
                "https://orders.example",
                "mailto:orders.example",
                "https:orders.example/orders/7-a",
                " https://orders.example/orders/7-a",
                "https://orders.example\\orders\\7-a"
            })
    void isAnother(String claimed) {
        assertThat(HttpUri.isSame(claimed, ACTUAL)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://orders.example", "https://orders.example/", "https://orders.example:443"})
    void readsAnEmptyPathAsTheRoot(String claimed) {
        assertThat(HttpUri.isSame(claimed, "https://orders.example/")).isTrue();
    }

    /** Escapes that mean something to a server are kept, and their case is not. */
    @ParameterizedTest
    @ValueSource(strings = {"https://orders.example/%c3%a9", "https://orders.example/%C3%A9"})
    void comparesEscapesWithoutTheirCase(String claimed) {
        assertThat(HttpUri.isSame(claimed, "https://orders.example/%C3%a9")).isTrue();
    }
}
