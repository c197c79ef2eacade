package io.redoubt.spring;

import io.redoubt.token.SignatureAlgorithm;
import io.redoubt.token.TrustedIssuer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** Shows whose tokens are accepted; of introspection only that it is there. */
record IssuersSection(RedoubtSettings settings) implements PostureSection {

    @Override
    public String name() {
        return "issuers";
    }

    @Override
    public Object content() {
        return settings.issuers().entrySet().stream()
                .map(entry -> issuer(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Map<String, Object> issuer(String name, TrustedIssuer issuer) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("name", name);
        shown.put("issuerUri", issuer.issuer());
        shown.put("profile", issuer.profile().name());
        shown.put("audiences", new TreeSet<>(issuer.audiences()));
        shown.put(
                "algorithms",
                issuer.algorithms().stream()
                        .sorted()
                        .map(SignatureAlgorithm::algorithmName)
                        .toList());
        shown.put("usableKeys", issuer.keys().usableKeys());
        shown.put("introspection", issuer.introspection().isPresent());
        return shown;
    }
}
