package io.redoubt.access;

import io.redoubt.ConfigurationException;
import io.redoubt.internal.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a request shows that it came through our own proxy: by a secret that the proxy alone adds, or by the certificate with
 * which the proxy itself connects. An address alone is no proof; it may be asked for besides.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class ProxyTrust {

    private static final int MIN_SECRET_CHARS = 32;
    private static final int MAX_SECRETS = 2;
    private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern THUMBPRINT = Pattern.compile("[0-9a-f]{64}");

    private final Proof proof;
    private final Optional<String> secretField;
    private final Optional<TrustedProxies> addresses;

    private ProxyTrust(Proof proof, Optional<String> secretField, Optional<TrustedProxies> addresses) {
        this.proof = proof;
        this.secretField = secretField;
        this.addresses = addresses;
    }

    /**
     * Trusts whoever sends a secret in a header field of its own. The application never sees that field.
     *
     * @param field the name of the field
     * @param secrets one, or the old and the new one while it changes; at least 32 characters each
     * @return the trust
     * @throws ConfigurationException if the field is none, or there is no secret, more than two, or a short one
     */
    public static ProxyTrust bySecret(String field, List<String> secrets) {
        if (!FIELD_NAME.matcher(field).matches()) {
            throw new ConfigurationException(
                    "secret-header", "is not the name of a header field", "write a name such as X-Proxy-Secret");
        }
        if (secrets.isEmpty() || secrets.size() > MAX_SECRETS) {
            throw new ConfigurationException(
                    "secrets", "are none or more than two", "write one secret, or the old and the new one");
        }
        if (secrets.stream().anyMatch(secret -> secret.length() < MIN_SECRET_CHARS)) {
            throw new ConfigurationException(
                    "secrets", "has one of less than 32 characters", "make a secret with openssl rand -base64 32");
        }
        List<byte[]> expected = secrets.stream().map(ProxyTrust::digest).toList();
        return new ProxyTrust(
                facts -> hasSecret(facts.headers().values(field), expected), Optional.of(field), Optional.empty());
    }

    /**
     * Trusts whoever connects with one of these certificates; the container must ask for client certificates.
     *
     * @param thumbprints SHA-256 of the proxy's certificates in DER, in hexadecimal, with or without colons
     * @return the trust
     * @throws ConfigurationException if there is none, or one is malformed
     */
    public static ProxyTrust byCertificate(Set<String> thumbprints) {
        List<String> pinned = new ArrayList<>();
        for (String thumbprint : thumbprints) {
            String plain = thumbprint.replace(":", "").toLowerCase(Locale.ROOT);
            if (!THUMBPRINT.matcher(plain).matches()) {
                throw badThumbprints("has one that is not a SHA-256 in hexadecimal");
            }
            pinned.add(plain);
        }
        if (pinned.isEmpty()) {
            throw badThumbprints("are none");
        }
        return new ProxyTrust(facts -> isPinned(facts, pinned), Optional.empty(), Optional.empty());
    }

    private static ConfigurationException badThumbprints(String problem) {
        return new ConfigurationException(
                "certificates", problem, "write what openssl x509 -noout -fingerprint -sha256 prints");
    }

    /**
     * {@return the same trust, given only to connections from these addresses}
     *
     * @param proxies the addresses; worth something only where nothing rewrites the address of the connection
     */
    public ProxyTrust onlyFrom(TrustedProxies proxies) {
        return new ProxyTrust(proof, secretField, Optional.of(proxies));
    }

    /** {@return whether our own proxy sent this request} */
    boolean holds(RequestFacts facts) {
        return isFromAllowedAddress(facts) && proof.isGivenBy(facts);
    }

    /** {@return the field that must not reach the application} */
    Optional<String> secretField() {
        return secretField;
    }

    private boolean isFromAllowedAddress(RequestFacts facts) {
        return addresses.isEmpty()
                || IpAddress.parse(facts.remoteAddress())
                        .filter(addresses.get()::contain)
                        .isPresent();
    }

    /** In constant time; and with one value only, so that nobody can try several at once. */
    private static boolean hasSecret(List<String> sent, List<byte[]> expected) {
        if (sent.size() != 1) {
            return false;
        }
        byte[] digest = digest(sent.get(0));
        boolean known = false;
        for (byte[] secret : expected) {
            known |= MessageDigest.isEqual(digest, secret);
        }
        return known;
    }

    /** Of equal length for all texts, and all that stays in memory of the secret. */
    private static byte[] digest(String secret) {
        return Sha256.digest().digest(secret.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isPinned(RequestFacts facts, List<String> pinned) {
        if (facts.certificates().isEmpty()) {
            return false;
        }
        try {
            byte[] der = facts.certificates().get(0).getEncoded();
            return pinned.contains(HexFormat.of().formatHex(Sha256.digest().digest(der)));
        } catch (CertificateEncodingException e) {
            return false;
        }
    }

    /** What shows that our own proxy sent a request. */
    private interface Proof {
        boolean isGivenBy(RequestFacts facts);
    }
}
