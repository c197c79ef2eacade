package io.redoubt.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.StrictJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The committed vectors; {@code docs/vectors/README.md} computes them in another language. */
class StateNamesTest {

    private static final Path VECTORS = Path.of("..", "docs", "vectors", "state-names.json");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @SuppressWarnings("unchecked")
    static Stream<Map<String, String>> vectors() throws Exception {
        Map<String, Object> file = StrictJson.object(Files.readAllBytes(VECTORS), new JsonLimits(1 << 20, 8, 100));
        return ((List<Map<String, String>>) file.get("vectors")).stream();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void givesTheCommittedNames(Map<String, String> vector) {
        StateNames names =
                new StateNames(new TrustDomain(vector.get("trustDomain")), new ServiceName(vector.get("service")));
        SingleUse item = item(scope(vector.get("scope")), vector.get("owner"), vector.get("id"));

        assertThat(names.of(item)).isEqualTo(vector.get("item"));
        assertThat(names.ofOwner(item)).isEqualTo(vector.get("ownerCount"));
        assertThat(names.ofService()).isEqualTo(vector.get("prefix"));
    }

    @Test
    void givesEachServiceAndScopeAndOwnerAndIdItsOwnName() {
        StateNames shop = new StateNames(new TrustDomain("shop"), new ServiceName("orders"));
        SingleUse item = item(SingleUse.Scope.DPOP_PROOF, "key", "id");

        assertThat(Stream.of(
                        shop.of(item),
                        shop.of(item(SingleUse.Scope.ELEVATION, "key", "id")),
                        shop.of(item(SingleUse.Scope.DPOP_PROOF, "keyi", "d")),
                        shop.of(item(SingleUse.Scope.DPOP_PROOF, "id", "key")),
                        new StateNames(new TrustDomain("shop"), new ServiceName("billing")).of(item),
                        new StateNames(new TrustDomain("bank"), new ServiceName("orders")).of(item),
                        shop.ofOwner(item),
                        shop.ofService()))
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name).matches("[A-Za-z0-9_-]{43}"));
    }

    private static SingleUse.Scope scope(String text) {
        return Arrays.stream(SingleUse.Scope.values())
                .filter(scope -> scope.text().equals(text))
                .findFirst()
                .orElseThrow();
    }

    private static SingleUse item(SingleUse.Scope scope, String owner, String id) {
        return new SingleUse(scope, owner, id, NOON, NOON.plusSeconds(90));
    }
}
