package io.redoubt.spring;

import io.redoubt.MacKeys;
import io.redoubt.access.ClientCertificates;
import io.redoubt.access.ProxyTrust;
import io.redoubt.access.TrustedProxies;
import io.redoubt.spring.SenderConstraintSettings.NonceDemand;
import io.redoubt.token.SenderConstraint;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.core.env.Environment;

/** Judges the properties under {@code redoubt.sender-constraint}. */
final class SenderConstraintReader {

    private static final String PREFIX = "redoubt.sender-constraint.";
    private static final String CERTIFICATE = PREFIX + "client-certificate.";
    private static final String FORWARD_HEADERS = "server.forward-headers-strategy";

    private final RedoubtProperties properties;
    private final RedoubtProperties.SenderConstraint settings;
    private final RedoubtProperties.ClientCertificate certificate;
    private final Optional<MacKeys> nonceKeys;
    private final Problems problems;

    /**
     * @param nonceKeys under which nonces are made, if the service has any
     * @param problems takes down what is wrong
     */
    SenderConstraintReader(RedoubtProperties properties, Optional<MacKeys> nonceKeys, Problems problems) {
        this.properties = properties;
        this.nonceKeys = sharedKeys(properties, nonceKeys);
        this.settings = properties.senderConstraint();
        this.certificate = settings.clientCertificate();
        this.problems = problems;
    }

    /**
     * Where nothing is shared, nonces of this process alone let a client in at once after a restart: they prove that a proof
     * was made after it.
     */
    private static Optional<MacKeys> sharedKeys(RedoubtProperties properties, Optional<MacKeys> keys) {
        return StateReader.isRedis(properties.state()) ? keys : Optional.empty();
    }

    /** {@return the constraint with this name in properties, or nothing} */
    static Optional<SenderConstraint> constraint(String name) {
        return Arrays.stream(SenderConstraint.values())
                .filter(constraint -> constraint.settingName().equals(name))
                .findFirst();
    }

    SenderConstraintSettings read(Environment environment, Optional<EnforcedBy> enforcedBy) {
        Set<SenderConstraint> accepted = EnumSet.noneOf(SenderConstraint.class);
        Set<SenderConstraint> required = EnumSet.noneOf(SenderConstraint.class);
        take("dpop", settings.dpop(), SenderConstraint.DPOP, accepted, required);
        take("mtls", settings.mtls(), SenderConstraint.MTLS, accepted, required);
        if (!accepted.isEmpty() && enforcedBy.equals(Optional.of(EnforcedBy.SPRING_SECURITY))) {
            problems.add(
                    "redoubt.sender-constraint",
                    "is set, but Spring Security decides about requests, and a JwtDecoder sees no proof",
                    "remove it, or set " + EnforcedBy.PROPERTY + " to redoubt");
        }
        NonceDemand nonce = nonce(accepted.contains(SenderConstraint.DPOP));
        requireAccepted(accepted);
        Optional<ClientCertificates> certificates = certificates(accepted.contains(SenderConstraint.MTLS), environment);
        return new SenderConstraintSettings(
                accepted, required, nonce, nonceKeys, certificates.orElseGet(ClientCertificates::ofConnection));
    }

    private void take(
            String name,
            String value,
            SenderConstraint constraint,
            Set<SenderConstraint> accepted,
            Set<SenderConstraint> required) {
        switch (value) {
            case "off", "false" -> {} // YAML reads off as false
            case "optional" -> accepted.add(constraint);
            case "required" -> {
                accepted.add(constraint);
                required.add(constraint);
            }
            default -> problems.add(PREFIX + name, "is not known", "write off, optional or required");
        }
    }

    private NonceDemand nonce(boolean dpop) {
        if (dpop && properties.baseUrl() == null) {
            problems.add(
                    "redoubt.base-url",
                    "is not set, and DPoP proofs are made for the external URL of this service",
                    "write it, such as https://orders.shop.example");
        }
        return switch (settings.dpopNonce()) {
            case "in-doubt" -> NonceDemand.IN_DOUBT;
            case "required" -> {
                checkNonce(dpop);
                yield NonceDemand.REQUIRED;
            }
            default -> {
                problems.add(PREFIX + "dpop-nonce", "is not known", "write in-doubt or required");
                yield NonceDemand.IN_DOUBT;
            }
        };
    }

    private void checkNonce(boolean dpop) {
        if (!dpop) {
            problems.add(
                    PREFIX + "dpop-nonce",
                    "is required, but no DPoP proof is accepted",
                    "set " + PREFIX + "dpop to optional or required, or remove it");
        }
        if (StateReader.isRedis(properties.state()) && nonceKeys.isEmpty()) {
            problems.add(
                    PREFIX + "dpop-nonce",
                    "is required, but each instance would make nonces that the others do not know",
                    "set redoubt.keys.*, so that they share a key; or set it to in-doubt, or " + StateReader.STORE
                            + " to local if there is one instance");
        }
    }

    private void requireAccepted(Set<SenderConstraint> accepted) {
        List<RedoubtProperties.Rule> rules = properties.access().rules();
        for (int i = 0; i < rules.size(); i++) {
            for (String name : rules.get(i).boundBy()) {
                if (constraint(name).filter(it -> !accepted.contains(it)).isPresent()) {
                    problems.add(
                            "redoubt.access.rules[" + i + "].bound-by",
                            "asks for " + name + ", which is off, so nobody could pass",
                            "set " + PREFIX + name + " to optional");
                }
            }
        }
    }

    private Optional<ClientCertificates> certificates(boolean mtls, Environment environment) {
        switch (certificate.source()) {
            case "connection" -> {
                if (certificate.proxySecretHeader() != null
                        || !certificate.proxySecrets().isEmpty()
                        || !certificate.proxyCertificates().isEmpty()
                        || !certificate.proxyAddresses().isEmpty()) {
                    problems.add(
                            CERTIFICATE + "source",
                            "is connection, but there are settings of a proxy that reports certificates",
                            "write client-cert or x-forwarded-client-cert, or remove them");
                }
                return Optional.of(ClientCertificates.ofConnection());
            }
            case "client-cert", "x-forwarded-client-cert" -> {
                if (!mtls) {
                    problems.add(
                            CERTIFICATE + "source",
                            "is set, but tokens that are bound to certificates are not accepted",
                            "set " + PREFIX + "mtls to optional or required, or remove it");
                }
                return trust(environment).flatMap(this::reportedBy);
            }
            default -> {
                problems.add(
                        CERTIFICATE + "source",
                        "is not known",
                        "write connection, client-cert or x-forwarded-client-cert");
                return Optional.empty();
            }
        }
    }

    private Optional<ClientCertificates> reportedBy(ProxyTrust trust) {
        return certificate.source().equals("client-cert")
                ? Optional.of(ClientCertificates.inClientCert(trust))
                : problems.take(
                        setting -> CERTIFICATE + setting,
                        () -> ClientCertificates.inForwardedClientCert(trust, certificate.proxyDepth()));
    }

    private Optional<ProxyTrust> trust(Environment environment) {
        boolean bySecret = certificate.proxySecretHeader() != null
                || !certificate.proxySecrets().isEmpty();
        if (bySecret != certificate.proxyCertificates().isEmpty()) {
            problems.add(
                    CERTIFICATE + "source",
                    "is a header field, but it is not said in exactly one way how the proxy shows that it wrote it",
                    "set proxy-secret-header and proxy-secrets, or proxy-certificates");
            return Optional.empty();
        }
        Optional<ProxyTrust> proof = bySecret ? bySecret() : byCertificate();
        return certificate.proxyAddresses().isEmpty()
                ? proof
                : addresses(environment).flatMap(proxies -> proof.map(trust -> trust.onlyFrom(proxies)));
    }

    private Optional<ProxyTrust> bySecret() {
        String header = certificate.proxySecretHeader();
        return problems.take(
                setting -> CERTIFICATE + "proxy-" + setting,
                () -> ProxyTrust.bySecret(header == null ? "" : header, certificate.proxySecrets()));
    }

    private Optional<ProxyTrust> byCertificate() {
        return problems.take(
                setting -> CERTIFICATE + "proxy-" + setting,
                () -> ProxyTrust.byCertificate(Set.copyOf(certificate.proxyCertificates())));
    }

    private Optional<TrustedProxies> addresses(Environment environment) {
        if (rewritesAddresses(environment)) {
            problems.add(
                    CERTIFICATE + "proxy-addresses",
                    "are set, but forwarded headers replace the address of the connection by one that the client can write",
                    "set " + FORWARD_HEADERS
                            + " to none, or remove the addresses: the secret or certificate is the proof");
        }
        UnaryOperator<String> property = setting -> CERTIFICATE + setting.replace("trusted-proxies", "proxy-addresses");
        return problems.take(property, () -> TrustedProxies.at(certificate.proxyAddresses()));
    }

    /** As Spring Boot decides it: unset, a cloud platform that puts a proxy in front has its headers heeded. */
    private static boolean rewritesAddresses(Environment environment) {
        String strategy = environment.getProperty(FORWARD_HEADERS);
        if (environment.containsProperty("server.tomcat.remoteip.remote-ip-header")
                || environment.containsProperty("server.tomcat.remoteip.protocol-header")) {
            return true; // either brings Tomcat's valve, which heeds both
        }
        if (strategy != null) {
            return !strategy.equalsIgnoreCase("none");
        }
        CloudPlatform platform = CloudPlatform.getActive(environment);
        return platform != null && platform.isUsingForwardHeaders();
    }
}
