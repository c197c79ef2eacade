package io.redoubt.token;

import io.redoubt.ConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** The rules for addresses that we trust: https, or http that does not leave this machine. */
final class IssuerUri {

    private static final int MAX_PORT = 65_535;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private IssuerUri() {}

    /** RFC 8414 section 2: an https URL without query and fragment. */
    static URI parse(String issuer) {
        URI uri = parse("issuer-uri", issuer);
        if (uri.getRawQuery() != null) {
            throw new ConfigurationException(
                    "issuer-uri", "has a query", "write the issuer exactly as it calls itself");
        }
        return uri;
    }

    static URI parse(String setting, String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            // Without its cause: that would repeat the value.
            throw new ConfigurationException(setting, "is not a URL", "write an absolute https URL");
        }
        if (!isSafe(uri)) {
            throw new ConfigurationException(
                    setting,
                    "is not an https URL with a host and without user info and fragment",
                    "use https; http is accepted for loopback addresses only");
        }
        return uri;
    }

    /** {@return whether what comes from this address cannot be changed on the way} */
    static boolean isSafe(URI uri) {
        String scheme = uri.getScheme();
        String host = uri.getHost();
        if (scheme == null || host == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return false;
        }
        if (uri.getPort() > MAX_PORT || host.contains("%")) { // a zone id means something on one machine only
            return false;
        }
        return scheme.equalsIgnoreCase("https") || (scheme.equalsIgnoreCase("http") && isLoopback(host));
    }

    /** {@return whether both addresses are on the same host (RFC 3986 section 3.2.2: without regard to case)} */
    static boolean sameHost(URI one, URI other) {
        return one.getHost().equalsIgnoreCase(other.getHost());
    }

    /** {@return whether both addresses have the same port, written or meant: behind another one may be anybody's service} */
    static boolean samePort(URI one, URI other) {
        return port(one) == port(other);
    }

    static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80; // RFC 9110 sections 4.2.1 and 4.2.2
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
    }
}
