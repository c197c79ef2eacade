package io.redoubt.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.MacKey;
import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.internal.HmacSha256;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.StrictJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The committed vectors; {@code docs/vectors/README.md} computes them in another language. */
class StateNamesTest {

    private static final Path VECTORS = Path.of("..", "docs", "vectors", "state-names.json");
    private static final MacKey ONE = new HmacSha256(new byte[] {1});
    private static final MacKey OTHER = new HmacSha256(new byte[] {2});
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @SuppressWarnings("unchecked")
    static Stream<Map<String, String>> vectors() throws Exception {
        Map<String, Object> file = StrictJson.object(Files.readAllBytes(VECTORS), new JsonLimits(1 << 20, 8, 100));
        return ((List<Map<String, String>>) file.get("vectors")).stream();
    }

    @SuppressWarnings("unchecked")
    static Stream<Map<String, String>> keyedVectors() throws Exception {
        Map<String, Object> file = StrictJson.object(Files.readAllBytes(VECTORS), new JsonLimits(1 << 20, 8, 100));
        return ((List<Map<String, String>>) file.get("underKeys")).stream();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void givesTheCommittedNames(Map<String, String> vector) {
        StateNames names =
                new StateNames(new TrustDomain(vector.get("trustDomain")), new ServiceName(vector.get("service")));
        SingleUse item = item(scope(vector.get("scope")), vector.get("owner"), vector.get("id"));

        assertThat(names.of(item)).containsExactly(StateName.plain(vector.get("item")));
        assertThat(names.plain(item)).isEqualTo(StateName.plain(vector.get("item")));
        assertThat(names.ofOwner(item)).isEqualTo(vector.get("ownerCount"));
        assertThat(names.ofService()).isEqualTo(vector.get("prefix"));
        assertThat(names.haveKeys()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("keyedVectors")
    void givesTheCommittedNamesUnderAKey(Map<String, String> vector) {
        MacKey key = new HmacSha256(HexFormat.of().parseHex(vector.get("key")));
        StateNames names = new StateNames(
                        new TrustDomain(vector.get("trustDomain")), new ServiceName(vector.get("service")))
                .under(() -> List.of(key, OTHER));
        SingleUse item = item(scope(vector.get("scope")), vector.get("owner"), vector.get("id"));

        assertThat(names.of(item)).hasSize(2).startsWith(new StateName(vector.get("keyName"), vector.get("item")));
        assertThat(names.ofOwner(item)).isEqualTo(vector.get("ownerCount"));
        assertThat(names.ofService()).isEqualTo(vector.get("prefix"));
        assertThat(names.ofRevocation("subject", vector.get("owner"), vector.get("id")))
                .hasSize(2)
                .startsWith(new StateName(vector.get("keyName"), vector.get("revokedSubject")));
    }

    /** A name under each live key, that for what is new first; counts of owners and the prefix have one. */
    @Test
    void givesEachItemANameUnderEveryLiveKey() {
        StateNames plain = new StateNames(new TrustDomain("shop"), new ServiceName("orders"));
        StateNames older = plain.under(() -> List.of(ONE, OTHER));
        StateNames newer = plain.under(() -> List.of(OTHER, ONE));
        SingleUse item = item(SingleUse.Scope.DPOP_PROOF, "key", "id");

        assertThat(older.of(item)).hasSize(2).doesNotHaveDuplicates().doesNotContain(plain.plain(item));
        assertThat(newer.of(item))
                .containsExactly(older.of(item).get(1), older.of(item).get(0));
        assertThat(older.ofOwner(item)).isNotEqualTo(newer.ofOwner(item)).isNotEqualTo(plain.ofOwner(item));
        assertThat(older.ofService()).isEqualTo(plain.ofService());
        assertThat(older.plain(item)).isEqualTo(plain.plain(item));
    }

    @Test
    void givesEachServiceAndScopeAndOwnerAndIdItsOwnName() {
        StateNames shop = new StateNames(new TrustDomain("shop"), new ServiceName("orders"));
        SingleUse item = item(SingleUse.Scope.DPOP_PROOF, "key", "id");

        assertThat(Stream.of(
                        nameOf(shop, item),
                        nameOf(shop, item(SingleUse.Scope.ELEVATION, "key", "id")),
                        nameOf(shop, item(SingleUse.Scope.DPOP_PROOF, "keyi", "d")),
                        nameOf(shop, item(SingleUse.Scope.DPOP_PROOF, "id", "key")),
                        nameOf(new StateNames(new TrustDomain("shop"), new ServiceName("billing")), item),
                        nameOf(new StateNames(new TrustDomain("bank"), new ServiceName("orders")), item),
                        shop.ofOwner(item),
                        shop.ofService()))
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name).matches("[A-Za-z0-9_-]{43}"));
    }

    private static String nameOf(StateNames names, SingleUse item) {
        return names.of(item).get(0).digest();
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
