package io.redoubt.token;

import io.redoubt.Reason;
import io.redoubt.internal.ScopeToken;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token grants, to whom, and where. A claim that is not of the specified form grants nothing.
 *
 * @param client the client that asked for the token
 * @param audiences whom the token is meant for
 * @param scopes the scopes
 * @param roles the roles
 */
record Grants(Optional<String> client, List<String> audiences, Set<String> scopes, Set<String> roles) {

    /** The roles are read from their own paths: those that the profile has, with the audiences of the service in them. */
    static Grants read(Claims claims, ClaimPaths paths, List<List<String>> rolePaths) throws RefusedException {
        return new Grants(
                client(claims, paths.client()),
                claims.audiences(),
                scopes(claims, paths.scope()),
                roles(claims, rolePaths));
    }

    private static Optional<String> client(Claims claims, List<String> names) throws RefusedException {
        for (String name : names) {
            if (claims.has(name)) {
                return claims.identifier(name);
            }
        }
        return Optional.empty();
    }

    /**
     * RFC 9068 section 2.2.3 and RFC 8693 section 4.2 write scopes as one text, several providers as an array.
     *
     * @throws RefusedException if {@code scope} and {@code scp} are both there and disagree
     */
    private static Set<String> scopes(Claims claims, String claim) throws RefusedException {
        if (claims.has("scope") && claims.has("scp")) {
            Set<String> scope = scopesOf(claims.get("scope"));
            if (!scope.equals(scopesOf(claims.get("scp")))) {
                throw new RefusedException(Reason.MALFORMED_CLAIM, "the claims scope and scp have different values");
            }
            return scope;
        }
        return scopesOf(claims.get(claim));
    }

    private static Set<String> scopesOf(@Nullable Object value) {
        if (value instanceof String text) {
            return scopesOf(text);
        }
        return value instanceof List<?> list ? scopesOf(list) : Set.of();
    }

    /** RFC 6749 section 3.3, exactly one space between two scopes. */
    private static Set<String> scopesOf(String text) {
        int space = text.indexOf(' ');
        if (space < 0) {
            return ScopeToken.isValid(text) ? Set.of(text) : Set.of();
        }
        Set<String> scopes = new LinkedHashSet<>();
        int from = 0;
        while (space >= 0) {
            scopes.add(text.substring(from, space));
            from = space + 1;
            space = text.indexOf(' ', from);
        }
        scopes.add(text.substring(from));
        return allValid(scopes) ? Collections.unmodifiableSet(scopes) : Set.of();
    }

    private static Set<String> scopesOf(List<?> list) {
        Set<String> scopes = new LinkedHashSet<>();
        return addTexts(list, scopes) && allValid(scopes) ? Collections.unmodifiableSet(scopes) : Set.of();
    }

    private static boolean allValid(Set<String> scopes) {
        for (String scope : scopes) {
            if (!ScopeToken.isValid(scope)) {
                return false;
            }
        }
        return true;
    }

    /** {@return the texts of all lists that are at the end of a path; a single text is not a list} */
    private static Set<String> roles(Claims claims, List<List<String>> paths) {
        Set<String> roles = Set.of();
        for (List<String> path : paths) {
            if (claims.at(path) instanceof List<?> list && !list.isEmpty()) {
                Set<String> extended = new LinkedHashSet<>(roles);
                roles = addTexts(list, extended) ? extended : roles;
            }
        }
        return Collections.unmodifiableSet(roles);
    }

    /** {@return whether every element is text; only then all of them were added for sure} */
    private static boolean addTexts(List<?> list, Set<String> texts) {
        for (Object element : list) {
            if (!(element instanceof String text)) {
                return false;
            }
            texts.add(text);
        }
        return true;
    }
}
