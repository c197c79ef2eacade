package io.redoubt.spring;

import io.redoubt.ConfigurationException;
import io.redoubt.token.AuthenticationTrust;
import io.redoubt.token.Introspection;
import io.redoubt.token.JwkSource;
import io.redoubt.token.SignatureAlgorithm;
import io.redoubt.token.TokenLimits;
import io.redoubt.token.TokenProfile;
import io.redoubt.token.TrustedIssuer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes a trusted issuer of the properties under {@code redoubt.issuers.<name>}. */
final class IssuerReader {

    private static final String STAND_IN = "https://issuer.invalid";

    private final String prefix;
    private final RedoubtProperties.Issuer properties;
    private final Problems problems;

    IssuerReader(String name, RedoubtProperties.Issuer properties, Problems problems) {
        this.prefix = "redoubt.issuers." + name;
        this.properties = properties;
        this.problems = problems;
    }

    /** {@return the issuer, or nothing after its problems were taken down} */
    Optional<TrustedIssuer> read() {
        RedoubtProperties.Introspection asked = properties.introspection();
        Optional<Introspection> introspection =
                Optional.ofNullable(asked).map(it -> new IntrospectionReader(prefix, it, problems).read());
        if (asked != null && asked.only()) {
            return readIntrospected(introspection.orElseThrow());
        }
        return readSigning()
                .map(issuer -> introspection.map(issuer::introspecting).orElse(issuer));
    }

    private Optional<TrustedIssuer> readIntrospected(Introspection introspection) {
        if (properties.jwkSetUri() != null) {
            problems.add(
                    property("jwk-set-uri"),
                    "is set, but introspection.only is true and no key is ever used",
                    "remove one of the two");
        }
        Optional<TokenProfile> profile = profile();
        Optional<TokenLimits> limits = limits();
        boolean fits = fits(profile.orElse(TokenProfile.RFC9068));
        String issuer = properties.issuerUri();
        if (issuer == null) {
            addMissingIssuer();
        }
        Optional<AuthenticationTrust> trust = trust();
        if (issuer == null || !fits || profile.isEmpty() || limits.isEmpty() || trust.isEmpty()) {
            return Optional.empty();
        }
        Set<String> audiences = Set.copyOf(properties.audience());
        Set<String> clients = Set.copyOf(properties.clients());
        return problems.take(
                this::property,
                () -> TrustedIssuer.introspected(issuer, introspection, profile.get(), audiences, clients)
                        .within(limits.get())
                        .vouchingFor(trust.get()));
    }

    private Optional<TrustedIssuer> readSigning() {
        Optional<JwkSource> keys = keys();
        Optional<TokenProfile> profile = profile();
        Optional<Set<SignatureAlgorithm>> algorithms = algorithms();
        Optional<TokenLimits> limits = limits();
        boolean fits = fits(profile.orElse(TokenProfile.RFC9068));
        String issuer = properties.issuerUri();
        Optional<AuthenticationTrust> trust = trust();
        boolean complete = keys.isPresent()
                && profile.isPresent()
                && algorithms.isPresent()
                && limits.isPresent()
                && trust.isPresent();
        if (issuer == null || !fits || !complete) {
            return Optional.empty();
        }
        Set<String> audiences = Set.copyOf(properties.audience());
        Set<String> clients = Set.copyOf(properties.clients());
        return problems.take(
                this::property,
                () -> TrustedIssuer.of(issuer, keys.get(), profile.get(), audiences, clients, algorithms.get())
                        .within(limits.get())
                        .vouchingFor(trust.get()));
    }

    private Optional<AuthenticationTrust> trust() {
        return problems.take(
                this::property,
                () -> new AuthenticationTrust(
                        Optional.ofNullable(properties.acrLevels()),
                        Optional.ofNullable(properties.amr()).map(Set::copyOf)));
    }

    private Optional<TokenLimits> limits() {
        return problems.take(this::property, () -> new TokenLimits(properties.clockSkew(), properties.maxLifetime()));
    }

    private void addMissingIssuer() {
        problems.add(property("issuer-uri"), "is not set", "write the issuer exactly as it calls itself in its tokens");
    }

    /** {@return whether the settings fit the profile; what an address lacks already is not reported twice} */
    private boolean fits(TokenProfile profile) {
        String issuer = properties.issuerUri();
        List<ConfigurationException.Problem> misfits = profile.problemsWith(
                issuer == null ? STAND_IN : issuer,
                Set.copyOf(properties.audience()),
                Set.copyOf(properties.clients()));
        misfits.stream()
                .filter(problem -> !problems.has(property(problem.setting())))
                .forEach(problem -> problems.add(property(problem.setting()), problem.problem(), problem.remedy()));
        return misfits.isEmpty();
    }

    /** Each address is tried by itself, so that what is wrong with either of them is taken down. */
    private Optional<JwkSource> keys() {
        Optional<JwkSource> discovered = discovered();
        String jwkSetUri = properties.jwkSetUri();
        if (jwkSetUri == null) {
            return discovered;
        }
        String issuer = discovered.isPresent() ? properties.issuerUri() : null;
        Optional<JwkSource> located =
                problems.take(this::property, () -> JwkSource.uri(issuer == null ? STAND_IN : issuer, jwkSetUri));
        return issuer == null ? Optional.empty() : located;
    }

    private Optional<JwkSource> discovered() {
        String issuer = properties.issuerUri();
        if (issuer == null) {
            addMissingIssuer();
            return Optional.empty();
        }
        return problems.take(this::property, () -> JwkSource.discovery(issuer));
    }

    private Optional<TokenProfile> profile() {
        Optional<TokenProfile> profile = TokenProfile.named(properties.profile());
        if (profile.isEmpty()) {
            problems.add(
                    property("profile"), "names no profile", "use one of " + String.join(", ", TokenProfile.names()));
        }
        return profile;
    }

    private Optional<Set<SignatureAlgorithm>> algorithms() {
        Set<SignatureAlgorithm> algorithms = EnumSet.noneOf(SignatureAlgorithm.class);
        for (String name : properties.algorithms()) {
            Optional<SignatureAlgorithm> algorithm =
                    SignatureAlgorithm.named(name).filter(IssuerReader::isForPublicKeys);
            if (algorithm.isEmpty()) {
                problems.add(
                        property("algorithms"),
                        "names an algorithm that is not supported",
                        "use some of " + supported());
                return Optional.empty();
            }
            algorithms.add(algorithm.get());
        }
        return Optional.of(algorithms);
    }

    /** Keys that a property leads to are fetched, and a secret that can be fetched is none. */
    private static boolean isForPublicKeys(SignatureAlgorithm algorithm) {
        return algorithm != SignatureAlgorithm.HS256;
    }

    private static String supported() {
        return Arrays.stream(SignatureAlgorithm.values())
                .filter(IssuerReader::isForPublicKeys)
                .map(SignatureAlgorithm::algorithmName)
                .collect(Collectors.joining(", "));
    }

    private String property(String setting) {
        return prefix + "." + setting;
    }
}
