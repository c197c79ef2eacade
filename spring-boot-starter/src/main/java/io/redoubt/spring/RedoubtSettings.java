package io.redoubt.spring;

import io.redoubt.ConfigurationException;
import io.redoubt.ServiceName;
import io.redoubt.access.AccessPolicy;
import io.redoubt.access.BaseUrl;
import io.redoubt.access.TrustedProxies;
import io.redoubt.servlet.RedoubtFilter;
import io.redoubt.token.TokenCache;
import io.redoubt.token.TrustedIssuer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.core.env.Environment;

/**
 * What the properties say, judged: it exists only if all of them are right.
 *
 * @param service the name of this service
 * @param enforcedBy who decides about requests
 * @param policy which requests need what
 * @param uncovered what to do about endpoints that nothing covers
 * @param proxies which stand in front of this service
 * @param issuers whose tokens are accepted, by the name that the properties give them
 * @param tokenCache how verified tokens are remembered, if they are
 * @param state where state is kept
 * @param baseUrl where clients find this service, if it is known
 * @param senderConstraint how tokens are bound to whoever uses them
 * @param identityFields names of header fields that the application does not see
 * @param logouts of which issuers it is heard that somebody has logged out
 */
record RedoubtSettings(
        ServiceName service,
        EnforcedBy enforcedBy,
        AccessPolicy policy,
        Uncovered uncovered,
        TrustedProxies proxies,
        Map<String, TrustedIssuer> issuers,
        Optional<TokenCache> tokenCache,
        StateSettings state,
        Optional<BaseUrl> baseUrl,
        SenderConstraintSettings senderConstraint,
        Set<String> identityFields,
        List<LogoutSettings> logouts)
        implements AutoCloseable {

    /** @throws ConfigurationException with everything that is wrong */
    static RedoubtSettings read(
            Environment environment, ClassPath classPath, KeysOutcome outcome, ServiceMacKeys keys) {
        Problems problems = new Problems();
        RedoubtProperties properties = PropertyReader.read(environment, problems);
        problems.addAll(outcome.problems());
        new FieldsReader(properties, problems).read(outcome);
        MaskingReader masking = new MaskingReader(properties, problems);
        masking.maxBytes();
        masking.read();
        Optional<ServiceName> service = service(properties, environment, problems);
        Optional<EnforcedBy> enforcedBy = enforcedBy(properties.access(), classPath, problems);
        SenderConstraintSettings senderConstraint =
                new SenderConstraintReader(properties, keys.dpopNonce(), problems).read(environment, enforcedBy);
        List<LogoutSettings> logouts = LogoutReader.read(properties, enforcedBy, problems);
        AccessPolicy policy = PolicyReader.read(properties.access(), senderConstraint.required(), logouts, problems);
        StepUpCheck.check(properties, problems);
        Optional<BaseUrl> baseUrl = Optional.ofNullable(properties.baseUrl())
                .flatMap(url -> problems.take(setting -> "redoubt." + setting, () -> BaseUrl.parse(url)));
        Optional<Uncovered> uncovered = Uncovered.read(properties.access(), problems);
        Optional<TrustedProxies> proxies = problems.take(
                setting -> "redoubt.access." + setting,
                () -> TrustedProxies.at(properties.access().trustedProxies()));
        Map<String, TrustedIssuer> issuers = issuers(properties, problems);
        Optional<TokenCache> tokenCache = tokenCache(properties.tokenCache(), problems);
        checkIntrospection(properties, enforcedBy, problems);
        Optional<StateSettings> state = new StateReader(properties, keys.stateKey(), problems)
                .read(service, maxTokenLifetime(issuers.values()), classPath);
        if (service.isEmpty()
                || enforcedBy.isEmpty()
                || proxies.isEmpty()
                || state.isEmpty()
                || uncovered.isEmpty()
                || !problems.none()) {
            throw problems.toException();
        }
        return new RedoubtSettings(
                service.get(),
                enforcedBy.get(),
                policy,
                uncovered.get(),
                proxies.get(),
                issuers,
                tokenCache,
                state.get(),
                baseUrl,
                senderConstraint,
                identityFields(properties.access().identityHeaders()),
                logouts);
    }

    private static Set<String> identityFields(RedoubtProperties.IdentityHeaders headers) {
        Set<String> fields = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        fields.addAll(RedoubtFilter.IDENTITY_FIELDS);
        headers.show().forEach(fields::remove);
        fields.addAll(headers.hide());
        return fields;
    }

    static Optional<ServiceName> service(RedoubtProperties properties, Environment environment, Problems problems) {
        String name = properties.service();
        if (name == null) {
            name = environment.getProperty("spring.application.name");
        }
        if (name == null) {
            problems.add(
                    "redoubt.service",
                    "is not set, and spring.application.name neither",
                    "give the service the name that it has in the fleet, such as orders");
            return Optional.empty();
        }
        String value = name;
        return problems.take(setting -> "redoubt.service", () -> new ServiceName(value));
    }

    private static Optional<EnforcedBy> enforcedBy(
            RedoubtProperties.Access access, ClassPath classPath, Problems problems) {
        String value = access.enforcedBy();
        if (value == null && classPath.hasSpringSecurity()) {
            problems.add(
                    EnforcedBy.PROPERTY,
                    "is not set, and Spring Security is on the class path: two libraries could decide about a request",
                    "write redoubt to have Redoubt's rules decide, or spring-security to keep Spring Security's rules"
                            + " and have Redoubt verify the tokens");
            return Optional.empty();
        }
        Optional<EnforcedBy> enforcedBy = value == null ? Optional.of(EnforcedBy.REDOUBT) : EnforcedBy.of(value);
        if (enforcedBy.isEmpty()) {
            problems.add(EnforcedBy.PROPERTY, "is not known", "write " + EnforcedBy.choices());
        }
        if (enforcedBy.equals(Optional.of(EnforcedBy.SPRING_SECURITY))) {
            checkSpringSecurity(access, classPath, problems);
        }
        return enforcedBy;
    }

    private static void checkSpringSecurity(RedoubtProperties.Access access, ClassPath classPath, Problems problems) {
        if (!classPath.hasResourceServer()) {
            problems.add(
                    EnforcedBy.PROPERTY,
                    "is spring-security, but its OAuth 2.0 resource server is not on the class path",
                    "add spring-boot-starter-security-oauth2-resource-server");
        }
        if (!access.open().isEmpty()
                || !access.rules().isEmpty()
                || !access.trustedProxies().isEmpty()) {
            problems.add(
                    "redoubt.access",
                    "has open routes, rules or trusted proxies, but Spring Security decides about requests, so they would"
                            + " do nothing",
                    "remove them, or set " + EnforcedBy.PROPERTY + " to redoubt");
        }
    }

    private static void checkIntrospection(
            RedoubtProperties properties, Optional<EnforcedBy> enforcedBy, Problems problems) {
        List<String> introspected = properties.issuers().entrySet().stream()
                .filter(issuer -> issuer.getValue().introspection() != null)
                .map(issuer -> "redoubt.issuers." + issuer.getKey() + ".introspection")
                .toList();
        if (enforcedBy.equals(Optional.of(EnforcedBy.SPRING_SECURITY))) {
            introspected.forEach(property -> problems.add(
                    property,
                    "is set, but Spring Security decides about requests, and a JwtDecoder cannot take opaque tokens",
                    "remove it, or set " + EnforcedBy.PROPERTY + " to redoubt"));
        } else {
            introspected.stream()
                    .skip(1)
                    .forEach(property -> problems.add(
                            property,
                            "is set beside that of another issuer, and an opaque token does not say whose it is",
                            "keep the introspection of one issuer"));
        }
    }

    private static Map<String, TrustedIssuer> issuers(RedoubtProperties properties, Problems problems) {
        if (properties.issuers().isEmpty()) {
            problems.add(
                    "redoubt.issuers",
                    "is empty: no token could ever be accepted",
                    "name at least one issuer: redoubt.issuers.<name>.issuer-uri and .audience");
        }
        Map<String, TrustedIssuer> issuers = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        properties.issuers().forEach((name, issuer) -> {
            if (issuer.issuerUri() != null && !names.add(issuer.issuerUri())) {
                problems.add(
                        "redoubt.issuers." + name + ".issuer-uri",
                        "names the same issuer as another entry",
                        "give each issuer one entry, with several audiences");
            }
            new IssuerReader(name, issuer, problems).read().ifPresent(read -> issuers.put(name, read));
        });
        return issuers;
    }

    private static Optional<TokenCache> tokenCache(RedoubtProperties.TokenCache properties, Problems problems) {
        return properties.size() == 0
                ? Optional.empty()
                : problems.take(
                        setting -> "redoubt.token-cache." + setting,
                        () -> new TokenCache(properties.size(), properties.maxAge()));
    }

    /** {@return the issuer with this name in the properties} */
    TrustedIssuer issuer(String name) {
        return Objects.requireNonNull(issuers.get(name));
    }

    List<TrustedIssuer> trustedIssuers() {
        return new ArrayList<>(issuers.values());
    }

    /** {@return longer than any accepted token can live} */
    Duration maxTokenLifetime() {
        return maxTokenLifetime(issuers.values());
    }

    private static Duration maxTokenLifetime(Collection<TrustedIssuer> issuers) {
        return issuers.stream()
                .map(TrustedIssuer::limits)
                .map(limits -> limits.maxLifetime().plus(limits.clockSkew().multipliedBy(2)))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** Stops fetching keys. */
    @Override
    public void close() {
        issuers.values().forEach(issuer -> issuer.keys().close());
    }
}
