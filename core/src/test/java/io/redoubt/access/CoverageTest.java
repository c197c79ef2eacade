package io.redoubt.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.access.Coverage.Extent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoverageTest {

    private static final Requirement READ = new Requirement(Set.of("read"), Set.of());
    private static final AccessPolicy POLICY = AccessPolicy.builder()
            .open("/hello")
            .open("/open/**")
            .open("/files/public/*")
            .rule("/orders", Set.of("GET"), READ)
            .rule("/orders/special", READ)
            .rule("/files/**", READ)
            .rule("/deep/a/b/c", READ)
            .build();

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "GET, /orders, GUARDED",
        "GET, /orders/, GUARDED",
        "POST, /orders, UNCOVERED",
        "ALL, /orders, PARTLY",
        "GET, /orders/*, PARTLY",
        "GET, /orders/special, GUARDED",
        "ALL, /orders/special, GUARDED",
        "GET, /orders/{id}/lines, UNCOVERED",
        "GET, /hello, OPEN",
        "GET, /hello/, UNCOVERED",
        "GET, /open/hello, OPEN",
        "GET, /open/**, OPEN",
        "GET, /files/**, PARTLY_OPEN",
        "GET, /files/secret, GUARDED",
        "GET, /files/*/*, PARTLY_OPEN",
        "GET, /files/public/*, OPEN",
        "GET, /**, PARTLY",
        "GET, /deep/**, PARTLY",
        "GET, /deep/a/b/*, PARTLY",
        "GET, /deep/x, UNCOVERED",
        "GET, /, UNCOVERED"
    })
    void asksTheRules(String method, String pattern, Extent extent) {
        Set<String> methods = method.equals("ALL") ? Set.of() : Set.of(method);

        assertThat(POLICY.coverageOf(methods, pattern, HandlerAccess.UNSAID).extent())
                .isEqualTo(extent);
    }

    @Test
    void namesTheRulesThatDecide() {
        assertThat(POLICY.coverageOf(Set.of(), "/orders/*", HandlerAccess.UNSAID)
                        .rules())
                .containsExactly("/orders/special");
        assertThat(POLICY.coverageOf(Set.of("GET"), "/**", HandlerAccess.UNSAID).rules())
                .containsExactlyInAnyOrder("/orders", "/orders/special", "/files/**", "/deep/a/b/c");
        assertThat(POLICY.coverageOf(Set.of("GET"), "/open/x", HandlerAccess.UNSAID)
                        .rules())
                .isEmpty();
    }

    @Test
    void asksTheHandler() {
        assertThat(extent("/forgotten", new HandlerAccess.Guarded(READ))).isEqualTo(Extent.GUARDED);
        assertThat(extent("/forgotten", new HandlerAccess.OpenToAll())).isEqualTo(Extent.OPEN);
        assertThat(extent("/forgotten", new HandlerAccess.Closed())).isEqualTo(Extent.CLOSED);
        assertThat(extent("/files/secret", new HandlerAccess.OpenToAll())).isEqualTo(Extent.GUARDED);
        assertThat(extent("/open/x", new HandlerAccess.Guarded(READ))).isEqualTo(Extent.GUARDED);
        assertThat(extent("/open/x", new HandlerAccess.Closed())).isEqualTo(Extent.CLOSED);
    }

    @Test
    void tellsARuleFromNone() {
        assertThat(POLICY.covers("HEAD", "/orders/")).isTrue();
        assertThat(POLICY.covers("PUT", "/open/x")).isTrue();
        assertThat(POLICY.covers("POST", "/orders")).isFalse();
    }

    @Test
    void showsWhatWasWritten() {
        StepUp otp = new StepUp(Optional.empty(), Set.of("otp"), Optional.empty(), StepUp.Uses.ONE);
        Requirement requirement = new Requirement(Set.of(), Set.of("clerk"), otp, Set.of());
        AccessPolicy policy = AccessPolicy.builder()
                .open("/open/**")
                .rule("/a/", Set.of("PUT"), requirement)
                .rule("/b/{id}", READ)
                .build();

        assertThat(policy.openPaths()).containsExactly("/open/**");
        assertThat(policy.rulesInOrder())
                .isEqualTo(List.of(
                        new AccessPolicy.Rule("/a", Set.of("PUT"), requirement),
                        new AccessPolicy.Rule("/b/{id}", Set.of(), READ)));
    }

    private static Extent extent(String path, HandlerAccess handler) {
        return POLICY.coverageOf(Set.of("GET"), path, handler).extent();
    }
}
