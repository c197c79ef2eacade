package io.redoubt.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An IP address. One of IPv4 is kept as the IPv6 address that maps it (RFC 4291 section 2.5.5.2), so that both spellings
 * are one address.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
record IpAddress(long high, long low) {

    private static final int MAX_CHARS = 45; // all eight groups, the last two as IPv4
    private static final int GROUPS = 8;
    private static final long MAPPED = 0xffffL;

    /** {@return the address that the text spells; nothing if it is no literal, for a name is never looked up} */
    static Optional<IpAddress> parse(String text) {
        if (text.length() > MAX_CHARS) {
            return Optional.empty();
        }
        int lastColon = text.lastIndexOf(':');
        if (lastColon < 0) {
            return ipv4(text).map(bits -> new IpAddress(0, MAPPED << 32 | bits));
        }
        if (text.indexOf('.') < 0) {
            return ipv6(text);
        }
        // RFC 4291 section 2.2, form 3: the last two groups are written as IPv4.
        return ipv4(text.substring(lastColon + 1))
                .flatMap(bits -> ipv6(text.substring(0, lastColon + 1) + Long.toHexString(bits >>> 16) + ":"
                        + Long.toHexString(bits & 0xffff)));
    }

    private static Optional<Long> ipv4(String text) {
        String[] octets = text.split("\\.", -1);
        if (octets.length != 4) {
            return Optional.empty();
        }
        long bits = 0;
        for (String octet : octets) {
            int value = number(octet, 10, 3);
            // A leading zero means octal to some readers.
            if (value < 0 || value > 255 || (octet.length() > 1 && octet.startsWith("0"))) {
                return Optional.empty();
            }
            bits = bits << 8 | value;
        }
        return Optional.of(bits);
    }

    /** RFC 4291 section 2.2, forms 1 and 2. */
    private static Optional<IpAddress> ipv6(String text) {
        int gap = text.indexOf("::");
        if (gap != text.lastIndexOf("::")) {
            return Optional.empty();
        }
        List<Integer> groups = new ArrayList<>(GROUPS);
        if (!addGroups(gap < 0 ? text : text.substring(0, gap), groups)) {
            return Optional.empty();
        }
        if (gap >= 0) {
            List<Integer> tail = new ArrayList<>(GROUPS);
            if (!addGroups(text.substring(gap + 2), tail) || groups.size() + tail.size() >= GROUPS) {
                return Optional.empty();
            }
            while (groups.size() + tail.size() < GROUPS) {
                groups.add(0);
            }
            groups.addAll(tail);
        }
        return groups.size() == GROUPS
                ? Optional.of(new IpAddress(bits(groups.subList(0, 4)), bits(groups.subList(4, 8))))
                : Optional.empty();
    }

    private static boolean addGroups(String text, List<Integer> groups) {
        if (text.isEmpty()) {
            return true;
        }
        for (String group : text.split(":", -1)) {
            int value = number(group, 16, 4);
            if (value < 0) {
                return false;
            }
            groups.add(value);
        }
        return true;
    }

    private static long bits(List<Integer> groups) {
        long bits = 0;
        for (int group : groups) {
            bits = bits << 16 | group;
        }
        return bits;
    }

    /** {@return the number, or -1 if the text is none: ASCII digits only, at least one and at most so many} */
    static int number(String text, int radix, int maxDigits) {
        if (text.isEmpty() || text.length() > maxDigits) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = c < 128 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value;
    }

    boolean isIpv4() {
        return high == 0 && low >>> 32 == MAPPED;
    }

    /** {@return this address with every bit behind the first so many set to zero} */
    IpAddress network(int prefixBits) {
        return new IpAddress(high & mask(prefixBits), low & mask(prefixBits - 64));
    }

    private static long mask(int bits) {
        if (bits <= 0) {
            return 0;
        }
        return bits >= 64 ? -1L : -1L << (64 - bits);
    }
}
