package io.redoubt.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SingleUseTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void saysNobodysNameAsText() {
        assertThat(item("alice's key", "secret")).hasToString("SingleUse of DPOP_PROOF");
    }

    @Test
    void acceptsNamesUpToTheirLimit() {
        String longest = "€".repeat(8192);

        assertThat(item(longest, longest).id()).isEqualTo(longest);
    }

    static Stream<String> notNames() {
        return Stream.of("", "a".repeat(8193), "\ud834", "a\udd1e");
    }

    @ParameterizedTest
    @MethodSource("notNames")
    void refusesWhatCannotBeANameAndDoesNotRepeatIt(String name) {
        assertThatThrownBy(() -> item(name, "id"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("owner and id ");
        assertThatThrownBy(() -> item("owner", name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("owner and id ");
    }

    private static SingleUse item(String owner, String id) {
        return new SingleUse(SingleUse.Scope.DPOP_PROOF, owner, id, NOON, NOON.plusSeconds(90));
    }
}
