package io.redoubt.access;

import io.redoubt.ConfigurationException;
import java.util.ArrayList;
import java.util.List;

/**
 * The addresses of the proxies in front of this service, so that none of them is ever taken for a client.
 *
 * <p>It is the server, or a filter before Redoubt's, that reads {@code X-Forwarded-For} or {@code Forwarded} and puts the
 * client's address in place of the proxy's. Where a request still bears the address of a proxy, the proxy did not tell
 * for whom it speaks. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class TrustedProxies {

    private final List<AddressRange> ranges;

    private TrustedProxies(List<AddressRange> ranges) {
        this.ranges = ranges;
    }

    /** {@return that there is no proxy: every connection is a client's} */
    public static TrustedProxies none() {
        return new TrustedProxies(List.of());
    }

    /**
     * {@return the proxies at these addresses}
     *
     * @param ranges IP addresses, and ranges such as {@code 10.1.0.0/16}; names are never looked up
     * @throws ConfigurationException with every one that is malformed, or takes in all addresses, under the setting
     *     {@code trusted-proxies[index]}
     */
    public static TrustedProxies at(List<String> ranges) {
        List<AddressRange> parsed = new ArrayList<>();
        List<ConfigurationException.Problem> problems = new ArrayList<>();
        for (int i = 0; i < ranges.size(); i++) {
            try {
                parsed.add(AddressRange.parse("trusted-proxies[" + i + "]", ranges.get(i)));
            } catch (ConfigurationException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return new TrustedProxies(List.copyOf(parsed));
    }

    boolean contain(IpAddress address) {
        for (AddressRange range : ranges) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
