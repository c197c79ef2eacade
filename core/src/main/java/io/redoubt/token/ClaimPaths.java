package io.redoubt.token;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the facts stand in an access token.
 *
 * @param required claims without which a token is refused
 * @param scope the claim that holds the scopes
 * @param client the claims that name the client; the first that is there does
 * @param roles the paths to lists of roles, one member name per level; {@link #OWN_AUDIENCE} stands for each audience of
 *     the service
 * @param incomplete paths that are there only when the provider left facts out of the token
 * @param incompleteAdvice what the log says then
 * @param grantAdvice if a token must grant a scope or a role: what the log says when it does not
 */
record ClaimPaths(
        List<Required> required,
        String scope,
        List<String> client,
        List<List<String>> roles,
        List<List<String>> incomplete,
        String incompleteAdvice,
        Optional<String> grantAdvice) {

    static final String OWN_AUDIENCE = "{audience}";

    /** RFC 9068 section 2.2 without what not every provider writes. */
    private static final List<Required> ALWAYS = Stream.of("iss", "sub", "exp", "iat")
            .map(name -> new Required(name, ""))
            .toList();

    private static final Set<String> INTROSPECTED = Set.of("iss", "sub", "exp", "iat", "aud", "scope");

    static ClaimPaths scopesIn(String scope) {
        return new ClaimPaths(ALWAYS, scope, List.of(), List.of(), List.of(), "", Optional.empty());
    }

    ClaimPaths clientIn(String... names) {
        return new ClaimPaths(required, scope, List.of(names), roles, incomplete, incompleteAdvice, grantAdvice);
    }

    ClaimPaths rolesIn(String... path) {
        return new ClaimPaths(
                required, scope, client, added(roles, List.of(path)), incomplete, incompleteAdvice, grantAdvice);
    }

    ClaimPaths requiring(String name) {
        return requiring(name, "");
    }

    /** The advice of the last call for a name counts. */
    ClaimPaths requiring(String name, String advice) {
        List<Required> others =
                required.stream().filter(claim -> !claim.name().equals(name)).toList();
        List<Required> extended = added(others, new Required(name, advice));
        return new ClaimPaths(extended, scope, client, roles, incomplete, incompleteAdvice, grantAdvice);
    }

    ClaimPaths incompleteWith(String advice, List<List<String>> paths) {
        return new ClaimPaths(required, scope, client, roles, paths, advice, grantAdvice);
    }

    ClaimPaths grantingSomething(String advice) {
        return new ClaimPaths(required, scope, client, roles, incomplete, incompleteAdvice, Optional.of(advice));
    }

    /**
     * {@return where the same facts stand in an introspection response}
     *
     * <p>RFC 7662 section 2.2 names scopes and client. What a provider writes into its JWTs beside what says whose, for whom
     * and until when, it need not repeat here: no other kind of token has to be told apart by it.
     */
    ClaimPaths introspected() {
        List<Required> kept = required.stream()
                .filter(claim -> INTROSPECTED.contains(claim.name()))
                .toList();
        List<String> clients = Stream.concat(Stream.of("client_id"), client.stream())
                .distinct()
                .toList();
        return new ClaimPaths(kept, "scope", clients, roles, incomplete, incompleteAdvice, grantAdvice);
    }

    private static <T> List<T> added(List<T> list, T element) {
        return Stream.concat(list.stream(), Stream.of(element)).toList();
    }

    /**
     * A claim that must be there.
     *
     * @param name the claim
     * @param advice what the log says beside that it is missing, or nothing
     */
    record Required(String name, String advice) {

        String detail() {
            return "the claim " + name + " is missing" + (advice.isEmpty() ? "" : ": " + advice);
        }
    }
}
