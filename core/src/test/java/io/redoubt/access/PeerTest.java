package io.redoubt.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerTest {

    private static final TrustedProxies PROXIES = TrustedProxies.at(List.of("10.1.0.0/16", "2001:db8:7::/48"));

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "192.0.2.7, ::ffff:192.0.2.7",
        "192.0.2.7, 192.0.2.7:51234",
        "192.0.2.7, [::ffff:c000:207]:51234",
        "2001:db8::1, 2001:db8::2",
        "2001:db8::1, 2001:db8:0:0:ffff:ffff:ffff:ffff",
        "2001:db8::1, [2001:db8::1]",
        "2001:db8::1, [2001:db8::1]:443",
        "fe80::1, fe80:0:0:0:0:0:0:1%eth0",
        "fe80::1, [fe80::1%25eth0]:80",
    })
    void isOnePeer(String one, String other) {
        assertThat(peer(one)).isEqualTo(peer(other)).matches(Peer::isOneSender);
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({
        "192.0.2.7, 192.0.2.8",
        "192.0.2.7, ::192.0.2.7",
        "2001:db8::1, 2001:db8:0:1::1",
        "2001:db8::1, 2001:db9::1",
        "0.0.0.0, ::",
        "0.0.0.0, unknown",
        "::, unknown",
    })
    void areTwoPeers(String one, String other) {
        assertThat(peer(one)).isNotEqualTo(peer(other));
    }

    /** Else each spelling that nobody can read would be a peer of its own. */
    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "",
                "unknown",
                "localhost",
                "1.2.3.4:",
                "1.2.3.4:x",
                "1.2.3.4:123456",
                ":80",
                "[",
                "[]",
                "[]:80",
                "]:80",
                "[::1",
                "[::1]x",
                "[::1]:",
                "[::1]:x",
                "%eth0",
                "127.1",
                "192.0.2.7, 192.0.2.8",
            })
    void countsEveryAddressThatCannotBeReadAsOnePeer(String text) {
        assertThat(peer(text)).isEqualTo(peer("no address")).matches(peer -> !peer.isOneSender());
    }

    @Test
    void neverTakesATrustedProxyForAClient() {
        assertThat(peer("10.1.2.3").kind()).isEqualTo(Peer.Kind.BEHIND_PROXY);
        assertThat(peer("::ffff:10.1.2.3").kind()).isEqualTo(Peer.Kind.BEHIND_PROXY);
        assertThat(peer("10.1.2.3:443").kind()).isEqualTo(Peer.Kind.BEHIND_PROXY);
        assertThat(peer("2001:db8:7:ffff::1").kind()).isEqualTo(Peer.Kind.BEHIND_PROXY);
        assertThat(peer("10.1.2.3").isOneSender()).isFalse();
        assertThat(peer("10.2.0.0").kind()).isEqualTo(Peer.Kind.IPV4);
        assertThat(peer("2001:db8:8::").kind()).isEqualTo(Peer.Kind.IPV6);
    }

    private static Peer peer(String remoteAddress) {
        return Peer.at(remoteAddress, PROXIES);
    }
}
