package io.redoubt.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.ConfigurationException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessPolicyTest {

    private static final Requirement ANY = Requirement.authenticated();

    @ParameterizedTest
    @CsvSource({
        "/,/,true",
        "/,/x,false",
        "/orders,/orders,true",
        "/orders,/orders/,true",
        "/orders/,/orders,true",
        "/orders/*,/orders/7/,true",
        "/orders,/Orders,false",
        "/orders/*,/orders/7,true",
        "/orders/*,/orders/,false",
        "/orders/*,/orders,false",
        "/orders/*,/orders/7/lines,false",
        "/orders/{id},/orders/7,true",
        "/orders/{id}/lines,/orders/7/lines,true",
        "/orders/**,/orders,true",
        "/orders/**,/orders/,true",
        "/orders/**,/orders/7/lines/1,true",
        "/orders/**,/orders2,false",
        "/orders/**,/order,false",
        "/**,/,true",
        "/**,/any/thing,true",
        "/a/*/c/**,/a/b/c/d,true",
        "/a/*/c/**,/a/b/d,false"
    })
    void matchesPathsBySegments(String pattern, String path, boolean matches) {
        AccessPolicy policy = AccessPolicy.builder().rule(pattern, ANY).build();

        assertThat(policy.ruleFor("GET", path).isPresent()).isEqualTo(matches);
    }

    /** The narrower rule was dodged by a slash that some frameworks drop before they choose a handler. */
    @Test
    void isNotDodgedByASlashAtTheEnd() {
        Requirement admin = new Requirement(Set.of("admin"), Set.of());
        AccessPolicy policy = AccessPolicy.builder()
                .open("/hello")
                .rule("/orders/admin", admin)
                .rule("/orders/**", ANY)
                .build();

        assertThat(policy.ruleFor("GET", "/orders/admin/").map(AccessRule::requirement))
                .contains(admin);
        assertThat(policy.isOpen("/hello/")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "orders",
                "/orders//7",
                "/**/x",
                "/orders/***",
                "/orders/a*",
                "/orders/*.json",
                "/orders/{id",
                "/orders/id}",
                "/orders/x{id}",
                "/orders;x",
                "/orders/../x",
                "/orders/.",
                "/a%2fb",
                "/a b",
                "/a?b",
                "/a#b",
                "/a\\b"
            })
    void refusesPatternsThatCouldBeMeantInAnotherWay(String pattern) {
        assertThatThrownBy(() -> AccessPolicy.builder().rule(pattern, ANY))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("path: ");
        assertThatThrownBy(() -> AccessPolicy.builder().open(pattern)).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void judgesByTheFirstRuleThatFitsPathAndMethod() {
        Requirement write = new Requirement(Set.of("write"), Set.of());
        Requirement read = new Requirement(Set.of("read"), Set.of());
        AccessPolicy policy = AccessPolicy.builder()
                .rule("/orders/**", Set.of("POST", "PUT"), write)
                .rule("/orders/**", Set.of("GET"), read)
                .build();

        assertThat(policy.ruleFor("POST", "/orders").map(AccessRule::requirement))
                .contains(write);
        assertThat(policy.ruleFor("GET", "/orders").map(AccessRule::requirement))
                .contains(read);
        assertThat(policy.ruleFor("HEAD", "/orders").map(AccessRule::requirement))
                .contains(read);
        assertThat(policy.ruleFor("DELETE", "/orders")).isEmpty();
        assertThat(policy.ruleFor("get", "/orders")).isEmpty();
    }

    @Test
    void coversNothingAtFirst() {
        AccessPolicy policy = AccessPolicy.builder().build();

        assertThat(policy.isOpen("/")).isFalse();
        assertThat(policy.ruleFor("GET", "/")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/orders/**,/orders/7", "/orders/**,/orders/**", "/orders/*,/orders/{id}", "/**,/x/**", "/a,/a"})
    void refusesRulesThatAnEarlierOneCovers(String earlier, String later) {
        assertThatThrownBy(() -> AccessPolicy.builder().rule(earlier, ANY).rule(later, Set.of("GET"), ANY))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is hidden by an earlier rule");
    }

    @ParameterizedTest
    @CsvSource({"/orders/7,/orders/**", "/orders/*,/orders/**", "/orders/{id}/x,/orders/**", "/a/b,/a/*", "/a,/a/*"})
    void acceptsNarrowRulesBeforeWideOnes(String narrow, String wide) {
        assertThat(AccessPolicy.builder()
                        .rule(narrow, ANY)
                        .rule(wide, ANY)
                        .build()
                        .rules())
                .isEqualTo(2);
    }

    @Test
    void refusesAWiderRuleThatDecidesForSomeMethodsOfANarrowerOne() {
        assertThatThrownBy(() -> AccessPolicy.builder()
                        .rule("/orders/**", Set.of("GET"), ANY)
                        .rule("/orders/admin/**", ANY))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is hidden by an earlier rule");
        assertThat(AccessPolicy.builder()
                        .rule("/orders/**", Set.of("GET"), ANY)
                        .rule("/orders/admin/**", Set.of("POST"), ANY)
                        .rule("/orders/**", ANY)
                        .build()
                        .rules())
                .isEqualTo(3);
    }

    @Test
    void acceptsAnEmptySegmentBesideAWildcardThatNeedsOne() {
        assertThat(AccessPolicy.builder()
                        .rule("/orders/*", ANY)
                        .rule("/orders/", ANY)
                        .build()
                        .rules())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"/*/export,/admin/**", "/a/**,/a/**", "/a/**,/a/b", "/a/*,/*/b", "/**,/a", "/a/*/c,/a/b/*"})
    void refusesOpenRoutesThatCutIntoARule(String open, String rule) {
        assertThatThrownBy(() -> AccessPolicy.builder().open(open).rule(rule, ANY))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("makes an open route and a rule overlap");
    }

    @ParameterizedTest
    @CsvSource({"/health/**,/**", "/orders/menu,/orders/*", "/a,/b", "/a/*,/a/*/c", "/a/b,/a/b/c", "/a,/a/b/**"})
    void acceptsOpenRoutesWithinOrBesideARule(String open, String rule) {
        assertThat(AccessPolicy.builder().open(open).rule(rule, ANY).build().rules())
                .isOne();
    }

    @Test
    void refusesOpenRoutesThatCoverARuleInEitherOrder() {
        assertThatThrownBy(() -> AccessPolicy.builder().open("/**").rule("/orders", ANY))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("makes an open route and a rule overlap");
        assertThatThrownBy(() -> AccessPolicy.builder().rule("/orders", ANY).open("/**"))
                .isInstanceOf(ConfigurationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "", "GET ", "G-T", "*", "HEAD"})
    void refusesMethodsThatWouldNeverFit(String method) {
        assertThatThrownBy(() -> AccessPolicy.builder().rule("/orders", Set.of(method), ANY))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("methods: ");
    }

    @Test
    void refusesScopesAndRolesThatNoTokenCouldHave() {
        assertThatThrownBy(() -> new Requirement(Set.of(""), Set.of())).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> new Requirement(Set.of("a b"), Set.of())).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> new Requirement(Set.of("a\"b"), Set.of())).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> new Requirement(Set.of("é"), Set.of())).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> new Requirement(Set.of(), Set.of(" "))).isInstanceOf(ConfigurationException.class);
    }
}
