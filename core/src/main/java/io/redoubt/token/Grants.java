package io.redoubt.token;

import io.redoubt.Reason;
import io.redoubt.internal.ScopeToken;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a token grants: its scopes and roles. A claim that is not of the specified form grants nothing. */
final class Grants {

    private Grants() {}

    /**
     * RFC 9068 section 2.2.3 and RFC 8693 section 4.2 write scopes as one text, several providers as an array.
     *
     * @throws RefusedException if {@code scope} and {@code scp} are both there and disagree
     */
    static Set<String> scopes(Claims claims, String claim) throws RefusedException {
        Optional<Set<String>> scope = claims.value("scope").map(Grants::scopes);
        Optional<Set<String>> scp = claims.value("scp").map(Grants::scopes);
        if (scope.isPresent() && scp.isPresent() && !scope.equals(scp)) {
            throw new RefusedException(Reason.MALFORMED_CLAIM, "the claims scope and scp have different values");
        }
        return claims.value(claim).map(Grants::scopes).orElse(Set.of());
    }

    private static Set<String> scopes(Object value) {
        if (value instanceof String text) {
            // RFC 6749 section 3.3, exactly one space between two scopes: with -1, a second one leaves an empty scope.
            return scopesOf(Arrays.asList(text.split(" ", -1)));
        }
        return value instanceof List<?> list ? scopesOf(list) : Set.of();
    }

    private static Set<String> scopesOf(List<?> list) {
        boolean wellFormed = list.stream().allMatch(scope -> scope instanceof String text && ScopeToken.isValid(text));
        return wellFormed ? list.stream().map(String.class::cast).collect(Collectors.toUnmodifiableSet()) : Set.of();
    }

    /** {@return the list of texts at the end of the path; a single text is not a list} */
    static Set<String> roles(Claims claims, List<String> path) {
        Object value = claims.value(path.get(0)).orElse(Set.of());
        for (String name : path.subList(1, path.size())) {
            Object inner = value instanceof Map<?, ?> object ? object.get(name) : null;
            value = inner == null ? Set.of() : inner;
        }
        if (value instanceof List<?> roles && roles.stream().allMatch(String.class::isInstance)) {
            return roles.stream().map(String.class::cast).collect(Collectors.toUnmodifiableSet());
        }
        return Set.of();
    }
}
