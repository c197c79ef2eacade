package io.redoubt.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What requests call a token is kept out of the log, and nothing by which somebody could keep other lines out of it. */
class OpaqueTokensTest {

    private static List<String> seen(String authorization) {
        HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(
                OpaqueTokensTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> Collections.enumeration(List.of(authorization)));
        List<String> seen = new ArrayList<>();
        OpaqueTokens.tellSeen(request, new OpaqueTokenListener() {
            @Override
            public void seen(String token) {
                seen.add(token);
            }

            @Override
            public void admitted(String token) {
                throw new AssertionError("nobody has judged it");
            }
        });
        return seen;
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "DPoP ", "Bearer   "})
    void tellsOfATokenOfEitherScheme(String scheme) {
        assertThat(seen(scheme + "test-only-opaque-token-1")).containsExactly("test-only-opaque-token-1");
    }

    @Test
    void leavesAJwtWhichTellsItself() {
        assertThat(seen("Bearer eyJhbGciOiJub25lIn0.e30.c2lnbmF0dXJl1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer OrderController",
                "Bearer io.redoubt.audit.LoggingListener",
                "Bearer short-1",
                "Bearer a line of the log, with 1 digit",
                "Basic dXNlcjp0ZXN0LW9ubHktMQ==",
                "Bearer "
            })
    void tellsOfNoTextThatLinesAreFoundBy(String authorization) {
        assertThat(seen(authorization)).isEmpty();
    }
}
