package io.redoubt.access;

import io.redoubt.ConfigurationException;
import java.util.Optional;

/**
 * All addresses that begin with the same bits (RFC 4632 section 3.1, RFC 4291 section 2.3).
 *
 * @param network the first of them
 * @param prefixBits how many bits they share, of 128
 */
record AddressRange(IpAddress network, int prefixBits) {

    private static final int IPV4_OFFSET = 96; // an IPv4 address is the last 32 bits of 128
    private static final IpAddress FIRST_IPV4 = new IpAddress(0, 0xffffL << 32);

    /**
     * {@return the range that the text spells, one address or CIDR}
     *
     * @throws ConfigurationException under the setting's name, if it spells none, or not exactly, or takes in all of IPv4
     *     or IPv6
     */
    static AddressRange parse(String setting, String text) {
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        Optional<IpAddress> address = IpAddress.parse(literal);
        boolean asIpv4 = literal.indexOf(':') < 0;
        int width = asIpv4 ? 32 : 128;
        int prefix = slash < 0 ? width : prefix(text.substring(slash + 1));
        if (address.isEmpty() || prefix < 0 || prefix > width) {
            throw new ConfigurationException(
                    setting,
                    "is neither an IP address nor a range of them",
                    "write an address such as 192.0.2.7 or 2001:db8::7, or a range such as 10.1.0.0/16; names are not"
                            + " looked up");
        }
        AddressRange range = new AddressRange(address.get(), asIpv4 ? IPV4_OFFSET + prefix : prefix);
        if (!range.network.equals(range.network.network(range.prefixBits))) {
            throw new ConfigurationException(
                    setting,
                    "is an address within a range, not the range",
                    "write the first address of the range before the slash, or leave the slash and what follows out");
        }
        if (prefix == 0 || (range.prefixBits <= IPV4_OFFSET && range.contains(FIRST_IPV4))) {
            throw new ConfigurationException(
                    setting,
                    "takes in every address, so that nobody would be a client",
                    "name the addresses of your proxies");
        }
        return range;
    }

    private static int prefix(String text) {
        return text.length() > 1 && text.startsWith("0") ? -1 : IpAddress.number(text, 10, 3);
    }

    boolean contains(IpAddress address) {
        return address.network(prefixBits).equals(network);
    }
}
