package io.redoubt.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class IpAddressPropertyTest {

    /** From bytes only: a resolver that is given text may ask the network. */
    @Property
    void readsWhatJavaWrites(@ForAll @Size(16) byte[] octets) throws UnknownHostException {
        ByteBuffer bits = ByteBuffer.wrap(octets);

        assertThat(IpAddress.parse(InetAddress.getByAddress(octets).getHostAddress()))
                .contains(new IpAddress(bits.getLong(), bits.getLong()));
    }

    @Property
    void readsEveryIpv4Address(@ForAll int bits) throws UnknownHostException {
        byte[] octets = ByteBuffer.allocate(4).putInt(bits).array();
        String text = InetAddress.getByAddress(octets).getHostAddress();

        assertThat(IpAddress.parse(text))
                .contains(new IpAddress(0, 0xffff00000000L | Integer.toUnsignedLong(bits)))
                .isEqualTo(IpAddress.parse("::ffff:" + text))
                .get()
                .matches(IpAddress::isIpv4);
    }

    @Property
    void aRangeContainsWhatSharesItsBits(
            @ForAll long high,
            @ForAll long low,
            @ForAll @IntRange(min = 1, max = 128) int prefix,
            @ForAll @IntRange(max = 127) int flipped) {
        IpAddress address = new IpAddress(high, low);
        IpAddress other = flipped < 64
                ? new IpAddress(high ^ 1L << (63 - flipped), low)
                : new IpAddress(high, low ^ 1L << (127 - flipped));
        AddressRange range = new AddressRange(address.network(prefix), prefix);

        assertThat(range.contains(address)).isTrue();
        assertThat(range.contains(other)).isEqualTo(flipped >= prefix);
    }

    /** Whatever a proxy or a client writes, it is some peer, and never an exception. */
    @Property
    void findsAPeerForAnyText(@ForAll("texts") String text) {
        assertThat(Peer.at(text, TrustedProxies.none()).kind()).isNotNull();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("0123456789af.:[]%/ ").ofMaxLength(50),
                Arbitraries.strings().ofMaxLength(20));
    }
}
