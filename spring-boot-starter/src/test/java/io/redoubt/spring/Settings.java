package io.redoubt.spring;

import io.redoubt.testkit.TestIssuer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The properties of an application: valid as {@link #valid} gives them, to be broken in one respect. Immutable.
 *
 * @param properties names and values
 */
record Settings(Map<String, Object> properties) {

    /** {@return the service orders, which trusts one issuer and lets clients with the scope orders:read read} */
    static Settings valid(TestIssuer issuer) {
        return valid(issuer.issuerUri());
    }

    /** {@return the same for an issuer that need not exist} */
    static Settings valid(String issuerUri) {
        return withoutRules(issuerUri)
                .with("redoubt.access.enforced-by", "redoubt")
                .with("redoubt.access.open[0]", "/open/**")
                .with("redoubt.access.rules[0].path", "/orders/**")
                .with("redoubt.access.rules[0].methods", "GET")
                .with("redoubt.access.rules[0].scopes", "orders:read");
    }

    /** {@return the service orders, which trusts one issuer and leaves requests to Spring Security} */
    static Settings forSpringSecurity(TestIssuer issuer) {
        return withoutRules(issuer.issuerUri()).with("redoubt.access.enforced-by", "spring-security");
    }

    /** {@return an application of which Redoubt knows nothing} */
    static Settings none() {
        return new Settings(Map.of(
                "server.port", "0",
                "server.address", "127.0.0.1",
                "spring.main.banner-mode", "off"));
    }

    private static Settings withoutRules(String issuerUri) {
        return none().with("redoubt.service", "orders")
                .with("redoubt.issuers.main.issuer-uri", issuerUri)
                .with("redoubt.issuers.main.audience", "orders");
    }

    Settings with(String name, String value) {
        Map<String, Object> changed = new LinkedHashMap<>(properties);
        changed.put(name, value);
        return new Settings(changed);
    }

    Settings without(String name) {
        Map<String, Object> changed = new LinkedHashMap<>(properties);
        if (changed.remove(name) == null) {
            throw new AssertionError("there is no " + name + " to leave out");
        }
        return new Settings(changed);
    }

    /** {@return the properties as {@code name=value}} */
    String[] pairs() {
        return properties.entrySet().stream()
                .map(property -> property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
    }
}
