package io.redoubt.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StrictJsonPropertyTest {

    private static final JsonLimits LIMITS = new JsonLimits(1 << 20, 8, 64);

    /** What another writer makes of a document, this reader gives back. */
    @Property(tries = 300)
    void readsWhatOthersWrite(@ForAll("documents") Map<String, Object> document) throws JsonException {
        byte[] json = JSONObjectUtils.toJSONString(document).getBytes(StandardCharsets.UTF_8);

        assertThat(StrictJson.object(json, LIMITS)).isEqualTo(document);
    }

    /** Whatever the bytes are, the answer is an object or a refusal. */
    @Property
    void answersAnyBytes(@ForAll byte[] bytes) {
        assertThat(isObject(bytes)).isIn(true, false);
    }

    /** No prefix of a document is a document: truncation never goes unseen. */
    @Property(tries = 100)
    void refusesEveryPrefix(@ForAll("documents") Map<String, Object> document) {
        byte[] json = JSONObjectUtils.toJSONString(document).getBytes(StandardCharsets.UTF_8);

        for (int length = 0; length < json.length; length++) {
            assertThat(isObject(Arrays.copyOf(json, length))).isFalse();
        }
    }

    private static boolean isObject(byte[] bytes) {
        try {
            StrictJson.object(bytes, LIMITS);
            return true;
        } catch (JsonException e) {
            return false;
        }
    }

    @Provide
    Arbitrary<Map<String, Object>> documents() {
        Arbitrary<String> text = Arbitraries.strings()
                .ofMaxLength(12)
                .filter(s -> StandardCharsets.UTF_8.newEncoder().canEncode(s));
        Arbitrary<Object> leaf = Arbitraries.oneOf(
                text.map(s -> (Object) s),
                Arbitraries.longs()
                        .between(-99_999_999_999_999_999L, 999_999_999_999_999_999L)
                        .map(n -> (Object) n),
                Arbitraries.of(true, false).map(b -> (Object) b));
        Arbitrary<Object> list = leaf.list().ofMaxSize(4).map(elements -> (Object) elements);
        Arbitrary<Object> value = Arbitraries.oneOf(leaf, list);
        Arbitrary<Map<String, Object>> flat = Arbitraries.maps(text, value).ofMaxSize(6);
        return Combinators.combine(flat, flat, text).as((outer, inner, name) -> {
            Map<String, Object> document = new HashMap<>(outer);
            document.put(name, List.of(inner));
            return document;
        });
    }
}
