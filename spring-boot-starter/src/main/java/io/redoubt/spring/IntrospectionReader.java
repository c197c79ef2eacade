package io.redoubt.spring;

import io.redoubt.token.ClientAuthentication;
import io.redoubt.token.Introspection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.util.ResourceUtils;

/** Makes an introspection of the properties under {@code redoubt.issuers.<name>.introspection}. */
final class IntrospectionReader {

    private static final String STAND_IN = "https://issuer.invalid/introspect";
    private static final int MAX_KEY_BYTES = 16 * 1024;

    private final String prefix;
    private final RedoubtProperties.Introspection properties;
    private final Problems problems;

    /** @param prefix of the issuer's properties */
    IntrospectionReader(String prefix, RedoubtProperties.Introspection properties, Problems problems) {
        this.prefix = prefix;
        this.properties = properties;
        this.problems = problems;
    }

    /** {@return the introspection; after problems were taken down it is not in force, and finds those of others} */
    Introspection read() {
        Optional<ClientAuthentication> client = client();
        Introspection introspection = at(client.orElseGet(() -> ClientAuthentication.secret("nobody", "nothing")));
        introspection = changed(introspection, it -> it.rememberingFor(properties.cacheTtl()));
        String audience = properties.assertionAudience();
        if (audience != null && client.isPresent()) {
            introspection = changed(introspection, it -> it.withAssertionAudience(audience));
        }
        return withResponse(introspection);
    }

    private Introspection at(ClientAuthentication client) {
        String uri = properties.uri();
        if (uri == null) {
            problems.add(
                    property("introspection.uri"),
                    "is not set",
                    "write the address that the issuer's metadata call introspection_endpoint");
        }
        SecureRandom random = new SecureRandom();
        return problems.take(this::property, () -> Introspection.at(uri == null ? STAND_IN : uri, client, random))
                .orElseGet(() -> Introspection.at(STAND_IN, client, random));
    }

    private Introspection changed(Introspection introspection, UnaryOperator<Introspection> change) {
        return problems.take(this::property, () -> change.apply(introspection)).orElse(introspection);
    }

    private Introspection withResponse(Introspection introspection) {
        return switch (properties.response()) {
            case "json" -> introspection;
            case "signed-jwt" -> introspection.requiringSignedResponses();
            default -> {
                problems.add(property("introspection.response"), "is not known", "write json or signed-jwt");
                yield introspection;
            }
        };
    }

    private Optional<ClientAuthentication> client() {
        String id = properties.clientId();
        if (id == null) {
            problems.add(
                    property("introspection.client-id"),
                    "is not set",
                    "write the id that this service has at the issuer");
        }
        String clientId = id == null ? "nobody" : id;
        String secret = properties.clientSecret();
        String location = properties.privateKeyLocation();
        if (secret != null && location == null) {
            return problems.take(this::property, () -> ClientAuthentication.secret(clientId, secret));
        }
        if (secret == null && location != null) {
            return text(location)
                    .flatMap(
                            key -> problems.take(this::property, () -> ClientAuthentication.privateKey(clientId, key)));
        }
        problems.add(
                property("introspection.client-secret"),
                secret == null
                        ? "is not set, and introspection.private-key-location neither"
                        : "is set, and introspection.private-key-location as well",
                "write exactly one of the two");
        return Optional.empty();
    }

    private Optional<String> text(String location) {
        if (location.startsWith(ResourceUtils.FILE_URL_PREFIX)) {
            try (InputStream in =
                    Files.newInputStream(ResourceUtils.getFile(location).toPath())) {
                byte[] bytes = in.readNBytes(MAX_KEY_BYTES + 1);
                if (bytes.length <= MAX_KEY_BYTES) {
                    return Optional.of(new String(bytes, StandardCharsets.UTF_8));
                }
            } catch (IOException | IllegalArgumentException e) {
                // Reported below, without its cause: that would repeat the value.
            }
        }
        problems.add(
                property("introspection.private-key-location"),
                "is not the place of a readable file of at most 16 KiB",
                "write one such as file:/run/secrets/introspection.jwk");
        return Optional.empty();
    }

    private String property(String setting) {
        return prefix + "." + (setting.equals("introspection.private-key") ? setting + "-location" : setting);
    }
}
