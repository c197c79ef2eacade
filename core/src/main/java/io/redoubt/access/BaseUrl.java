package io.redoubt.access;

import io.redoubt.ConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where clients find this service: the URL that stands for its root, whatever a Host header says. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class BaseUrl {

    /** RFC 9728 section 3. */
    private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final String origin;
    private final String path;

    private BaseUrl(String origin, String path) {
        this.origin = origin;
        this.path = path;
    }

    /**
     * {@return the URL}
     *
     * @param text an https URL (http on loopback) without query, fragment and user info; what follows its path is what this
     *     service routes by
     * @throws ConfigurationException if it is none
     */
    public static BaseUrl parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw refused("is not a URL"); // without its cause: that would repeat the value
        }
        String scheme = uri.getScheme();
        String host = uri.getHost();
        if (scheme == null
                || host == null
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw refused("is not an absolute URL with a host and without user info, query and fragment");
        }
        boolean loopback = scheme.equalsIgnoreCase("http") && LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
        if (!scheme.equalsIgnoreCase("https") && !loopback) {
            throw refused("is not https");
        }
        String path = uri.getRawPath();
        String root = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (!root.isEmpty() && (!PathGate.isDecoded(root) || root.endsWith("/"))) {
            throw refused("has a path that servers read differently");
        }
        return new BaseUrl(scheme.toLowerCase(Locale.ROOT) + "://" + uri.getRawAuthority(), root);
    }

    private static ConfigurationException refused(String problem) {
        return new ConfigurationException(
                "base-url",
                problem,
                "write the external URL of this service, such as https://orders.example; http is for loopback only");
    }

    /** {@return the URL of a request as its client knows it} */
    String urlOf(RequestFacts facts) {
        return origin + path + facts.rawPath().substring(facts.contextPath().length());
    }

    /** RFC 9728 section 3.1: the well-known part stands between host and path. */
    String metadataUrl() {
        return origin + WELL_KNOWN + path;
    }

    /** {@return where the metadata is asked for, depending on what a gateway in front does to the path} */
    List<String> metadataPaths() {
        return path.isEmpty() ? List.of(WELL_KNOWN) : List.of(WELL_KNOWN + path, WELL_KNOWN);
    }

    /** {@return the URL} */
    @Override
    public String toString() {
        return origin + path;
    }
}
