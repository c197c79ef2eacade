package io.redoubt.token;

import io.redoubt.ConfigurationException.Problem;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the issuers of a provider look like, so that a wrong one is noticed when the service starts and not when its
 * first token is refused.
 *
 * @param form the whole of {@code iss}
 * @param problem what is wrong with an issuer of another form
 * @param remedy what to write
 */
record IssuerForm(Pattern form, String problem, String remedy) {

    static final IssuerForm ANY = of(".*", "", "");

    static IssuerForm of(String regex, String problem, String remedy) {
        return new IssuerForm(Pattern.compile(regex), problem, remedy);
    }

    /** An http issuer is on this machine ({@link IssuerUri}): a stand-in for tests, at an address of its own. */
    Optional<Problem> problemWith(String issuer) {
        boolean standIn = issuer.regionMatches(true, 0, "http:", 0, 5);
        return standIn || form.matcher(issuer).matches()
                ? Optional.empty()
                : Optional.of(new Problem("issuer-uri", problem, remedy));
    }
}
