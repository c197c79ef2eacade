package io.redoubt.token;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token says of the login behind it (OpenID Connect Core section 2, RFC 9470 section 6), as far as its issuer is
 * believed about it. A claim that is not of the specified form says nothing.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class UserAuthentication {

    private final Optional<String> contextClass;
    private final Set<String> methods;
    private final Optional<Instant> time;
    private final AuthenticationTrust trust;

    private UserAuthentication(
            Optional<String> contextClass, Set<String> methods, Optional<Instant> time, AuthenticationTrust trust) {
        this.contextClass = contextClass;
        this.methods = methods;
        this.time = time;
        this.trust = trust;
    }

    static UserAuthentication read(Claims claims, AuthenticationTrust trust) {
        Optional<String> contextClass = claims.get("acr") instanceof String acr ? Optional.of(acr) : Optional.empty();
        return new UserAuthentication(contextClass, trust.vouchedFor(methods(claims.get("amr"))), time(claims), trust);
    }

    private static Set<String> methods(@Nullable Object amr) {
        Set<String> methods = new LinkedHashSet<>();
        if (amr instanceof List<?> list) {
            for (Object method : list) {
                if (!(method instanceof String text)) {
                    return Set.of();
                }
                methods.add(text);
            }
        }
        return methods;
    }

    /** Never {@code iat}: a token that was refreshed is new, the login behind it is not. */
    private static Optional<Instant> time(Claims claims) {
        try {
            return claims.date("auth_time");
        } catch (RefusedException e) {
            return Optional.empty(); // of a wrong form: it says nothing, and a rule that asks for it is not met
        }
    }

    /** {@return the authentication context class, {@code acr}} */
    public Optional<String> contextClass() {
        return contextClass;
    }

    /** {@return the authentication methods, {@code amr} (RFC 8176), for which the issuer's word counts} */
    public Set<String> methods() {
        return methods;
    }

    /** {@return when the user logged in, {@code auth_time}; never a guess from other claims} */
    public Optional<Instant> time() {
        return time;
    }

    /**
     * {@return whether the login reached this level: the very one, or one that the issuer ranks higher}
     *
     * @param level an authentication context class
     */
    public boolean reaches(String level) {
        return contextClass.filter(reached -> trust.reaches(reached, level)).isPresent();
    }

    /** {@return that this is a login, and nothing of what is said of it} */
    @Override
    public String toString() {
        return "UserAuthentication";
    }
}
