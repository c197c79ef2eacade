package io.redoubt.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.internal.Json;
import io.redoubt.internal.JsonException;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.StrictJson;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file is that of a good key with one thing wrong. */
class RecipientTest {

    private static final JsonLimits LIMITS = new JsonLimits(1024, 1, 4);
    private static final byte[] GOOD = Recipient.newFile(new SecureRandom());

    @Test
    void the_file_of_a_new_key() throws Exception {
        Recipient recipient = Recipient.read(GOOD);

        assertThat(recipient.publicKey().text()).isEqualTo(jwk().get("x"));
        assertThat(recipient.open(recipient.publicKey().seal(new byte[] {1, 2, 3}, new byte[] {4}), new byte[] {4}))
                .containsExactly(1, 2, 3);
    }

    @Test
    void halves_that_do_not_belong_together() throws Exception {
        Map<String, Object> jwk = jwk();
        jwk.put(
                "x",
                Recipient.read(Recipient.newFile(new SecureRandom()))
                        .publicKey()
                        .text());

        refuses(jwk);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void another_form(String name, Consumer<Map<String, Object>> change) throws Exception {
        Map<String, Object> jwk = jwk();
        change.accept(jwk);

        refuses(jwk);
    }

    static List<Arguments> another_form() {
        return List.of(
                change("another type of key", jwk -> jwk.put("kty", "EC")),
                change("another curve", jwk -> jwk.put("crv", "Ed25519")),
                change("a member too many", jwk -> jwk.put("kid", "x")),
                change("no private half", jwk -> jwk.remove("d")),
                change("no public half", jwk -> jwk.remove("x")),
                change("a private half that is a number", jwk -> jwk.put("d", 1)),
                change("a private half that is no base64url", jwk -> jwk.put("d", "?")));
    }

    private static Arguments change(String name, Consumer<Map<String, Object>> change) {
        return Arguments.of(name, change);
    }

    private static void refuses(Map<String, Object> jwk) {
        assertThatThrownBy(() -> Recipient.read(Json.write(jwk)))
                .hasNoCause()
                .isInstanceOfSatisfying(
                        KeysetException.class, e -> assertThat(e.check()).isEqualTo(KeysetCheck.WRAP));
    }

    private static Map<String, Object> jwk() throws JsonException {
        return new LinkedHashMap<>(StrictJson.object(GOOD, LIMITS));
    }
}
