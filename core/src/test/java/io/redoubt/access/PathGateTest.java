package io.redoubt.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathGateTest {

    @ParameterizedTest
    @CsvSource({
        "/,/",
        "/orders,/orders",
        "/orders/,/orders/",
        "/orders/7/lines,/orders/7/lines",
        "/%6frders,/orders",
        "/a%20b,/a b",
        "/caf%C3%A9,/café",
        "/%f0%9f%98%80,/😀",
        "/~user/a-b_c.d,/~user/a-b_c.d",
        "/a+b@c:d!$&'()*=,/a+b@c:d!$&'()*=",
        "/.well-known/x,/.well-known/x",
        "/...a,/...a"
    })
    void decodesPathsThatEverybodyReadsAlike(String raw, String decoded) {
        assertThat(isCanonical(raw, "", decoded)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "orders",
                "//",
                "//orders",
                "/orders//7",
                "/orders//",
                "/.",
                "/..",
                "/./orders",
                "/../orders",
                "/orders/.",
                "/orders/..",
                "/orders/../admin",
                "/orders.",
                "/orders./7",
                "/...",
                "/orders;x=1",
                "/;/orders",
                "/orders;",
                "/%2e/orders",
                "/%2E%2e/orders",
                "/orders/%2e",
                "/orders%2f7",
                "/orders%2F7",
                "/orders%5c7",
                "/orders\\7",
                "/orders%3bx",
                "/orders%00",
                "/orders%0a",
                "/orders%7f",
                "/orders%252f7",
                "/orders%25",
                "/orders%",
                "/orders%2",
                "/orders%zz",
                "/orders%+1",
                "/orders%\uFF130",
                "/orders%c0%af",
                "/orders%c0%ae",
                "/orders%e0%80%af",
                "/orders%ff",
                "/orders%c3",
                "/orders%ed%a0%80",
                "/orders%c2%85",
                "/orders 7",
                "/orders\t",
                "/orders\u0000",
                "/orders|7",
                "/orders\"",
                "/orders<x>",
                "/orders^",
                "/orders`",
                "/orders{7}",
                "/orders[7]",
                "/orders#x",
                "/orders?x",
                "/café",
                "/ｏrders"
            })
    void refusesPathsThatSomebodyReadsDifferently(String raw) {
        assertThat(isCanonical(raw, "", raw)).isFalse();
        assertThat(isCanonical(raw, "", "/orders")).isFalse();
    }

    @Test
    void refusesAPathThatTheServerRoutesElsewhere() {
        assertThat(isCanonical("/open", "", "/admin")).isFalse();
        assertThat(isCanonical("/%6fpen", "", "/%6fpen")).isFalse();
        assertThat(isCanonical("/a+b", "", "/a b")).isFalse();
    }

    @Test
    void readsTheContextPathAsStrictlyAsTheRest() {
        assertThat(isCanonical("/shop/orders", "/shop", "/orders")).isTrue();
        assertThat(isCanonical("/shop;x/orders", "/shop;x", "/orders")).isFalse();
        assertThat(isCanonical("/x/../shop/orders", "/x/../shop", "/orders")).isFalse();
        assertThat(isCanonical("/%73hop/orders", "/%73hop", "/orders")).isFalse();
        assertThat(isCanonical("/other/orders", "/shop", "/orders")).isFalse();
    }

    private static boolean isCanonical(String rawPath, String contextPath, String routedPath) {
        return PathGate.isCanonical(new RequestFacts(
                "GET", rawPath, "", contextPath, routedPath, name -> List.of(), List.of(), "192.0.2.1"));
    }
}
