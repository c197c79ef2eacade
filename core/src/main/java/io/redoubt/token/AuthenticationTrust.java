package io.redoubt.token;

import io.redoubt.ConfigurationException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an issuer is believed about the logins of its users: which levels it knows, in which order, and which methods.
 *
 * <p>Immutable and thread-safe.
 *
 * @param levels the authentication context classes ({@code acr}) from the weakest to the strongest; not said, if every one
 *     counts and is as good as itself only
 * @param methods the authentication methods ({@code amr}) for which its word counts; not said, if it counts for all. Where
 *     several issuers are trusted, what is not said does not count
 * @since 0.1.0
 */
public record AuthenticationTrust(Optional<List<String>> levels, Optional<Set<String>> methods) {

    /** Every level counts, as itself only, and every method. */
    public static final AuthenticationTrust AS_STATED = new AuthenticationTrust(Optional.empty(), Optional.empty());

    /**
     * Keeps the trust unchangeable.
     *
     * @param levels the levels in their order
     * @param methods the methods
     * @throws ConfigurationException if a level is there twice, or an element is blank
     */
    public AuthenticationTrust {
        levels = levels.map(List::copyOf);
        methods = methods.map(Set::copyOf);
        List<String> ranks = levels.orElse(List.of());
        if (Set.copyOf(ranks).size() != ranks.size() || ranks.stream().anyMatch(String::isBlank)) {
            throw new ConfigurationException(
                    "acr-levels",
                    "has an element that is blank or there twice",
                    "write each level once, from the weakest to the strongest");
        }
        if (methods.orElse(Set.of()).stream().anyMatch(String::isBlank)) {
            throw new ConfigurationException("amr", "has a blank element", "write one method per list element");
        }
    }

    /** {@return the same trust, in which nothing counts that was not said to count} */
    AuthenticationTrust onlyAsSaid() {
        return new AuthenticationTrust(Optional.of(levels.orElse(List.of())), Optional.of(methods.orElse(Set.of())));
    }

    /** {@return whether a login at one level is good enough for another} */
    boolean reaches(String reached, String required) {
        if (levels.isEmpty()) {
            return reached.equals(required);
        }
        int rank = levels.get().indexOf(required);
        return rank >= 0 && levels.get().indexOf(reached) >= rank;
    }

    /** {@return those of the methods that this issuer is believed about} */
    Set<String> vouchedFor(Set<String> stated) {
        Set<String> vouched = new LinkedHashSet<>(stated);
        methods.ifPresent(vouched::retainAll);
        return Collections.unmodifiableSet(vouched);
    }
}
