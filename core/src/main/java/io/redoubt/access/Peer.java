package io.redoubt.access;

/**
 * Whom a request is counted with when tokens queue for their check.
 *
 * @param kind how much is known of the sender's address
 * @param network the bits of the address that count; 0 where there are none
 */
record Peer(Kind kind, long network) {

    /** How much is known of the sender's address. */
    enum Kind {
        /** All 32 bits count. */
        IPV4,
        /** The first 64 bits count: whoever has one address of a subnet may use them all. */
        IPV6,
        /** The server gave no address, or none that can be read; all such requests are one peer. */
        NO_ADDRESS,
        /** The address is a trusted proxy's, and many clients stand behind it. */
        BEHIND_PROXY
    }

    private static final Peer WITHOUT_ADDRESS = new Peer(Kind.NO_ADDRESS, 0);
    private static final Peer BEHIND_PROXY = new Peer(Kind.BEHIND_PROXY, 0);

    /** {@return the peer that sends from this address, as a server or a proxy spells it} */
    static Peer at(String remoteAddress, TrustedProxies proxies) {
        return IpAddress.parse(bare(remoteAddress))
                .map(address -> proxies.contain(address) ? BEHIND_PROXY : at(address))
                .orElse(WITHOUT_ADDRESS);
    }

    private static Peer at(IpAddress address) {
        return address.isIpv4() ? new Peer(Kind.IPV4, address.low()) : new Peer(Kind.IPV6, address.high());
    }

    /**
     * What stands beside an address: the zone that Java's sockets add (RFC 4007 section 11), and the port and brackets
     * that some proxies add and servers hand on (RFC 7239 section 6).
     */
    private static String bare(String text) {
        String address = text;
        int lastColon = text.lastIndexOf(':');
        boolean bracketed = text.startsWith("[");
        boolean hasPort = bracketed ? text.startsWith("]:", lastColon - 1) : lastColon == text.indexOf(':');
        if (hasPort && lastColon > 0 && IpAddress.number(text.substring(lastColon + 1), 10, 5) >= 0) {
            address = text.substring(0, lastColon);
        }
        if (bracketed && address.endsWith("]")) {
            address = address.substring(1, address.length() - 1);
        }
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }

    /** {@return whether a success says something of the next request: it does not where many stand behind one address} */
    boolean isOneSender() {
        return kind == Kind.IPV4 || kind == Kind.IPV6;
    }
}
