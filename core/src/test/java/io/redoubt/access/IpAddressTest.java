package io.redoubt.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @ParameterizedTest(name = "[{0}]")
    @CsvSource({
        "0.0.0.0, 0, ffff00000000",
        "192.0.2.7, 0, ffffc0000207",
        "255.255.255.255, 0, ffffffffffff",
        "::ffff:192.0.2.7, 0, ffffc0000207",
        "::FFFF:c000:207, 0, ffffc0000207",
        "0:0:0:0:0:ffff:192.0.2.7, 0, ffffc0000207",
        "::, 0, 0",
        "::1, 0, 1",
        "1::, 1000000000000, 0",
        "2001:db8::7, 20010db800000000, 7",
        "2001:DB8:0:0:0:0:0:7, 20010db800000000, 7",
        "2001:0db8:0001:0002:0003:0004:0005:0006, 20010db800010002, 3000400050006",
        "1:2:3:4:5:6:7::, 1000200030004, 5000600070000",
        "::2:3:4:5:6:7:8, 200030004, 5000600070008",
        "1:2:3:4:5:6:192.0.2.7, 1000200030004, 50006c0000207",
        "64:ff9b::192.0.2.7, 64ff9b00000000, c0000207",
    })
    void reads(String text, String high, String low) {
        assertThat(IpAddress.parse(text))
                .contains(new IpAddress(Long.parseUnsignedLong(high, 16), Long.parseUnsignedLong(low, 16)));
    }

    /** A resolver would ask the network about some of these, and take others for an address that was not meant. */
    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost",
                "example.com",
                "unknown",
                "_hidden",
                "1",
                "127.1",
                "2130706433",
                "0x7f.0.0.1",
                "010.0.0.1",
                "1.2.3.00",
                "1.2.3.256",
                "1.2.3.0004",
                "1.2.3",
                "1.2.3.4.",
                ".1.2.3.4",
                "1.2.3.4.5",
                "1..2.3",
                "1.2.3.-4",
                "1.2.3.+4",
                " 1.2.3.4",
                "1.2.3.4 ",
                "1.2.3.4\n",
                "1.2.3.4:80",
                "\u0661.2.3.4",
                "\uff11.2.3.4",
                ":",
                ":::",
                "1::2::3",
                ":::1",
                "1:::2",
                ":1",
                "1:",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:",
                ":2:3:4:5:6:7:8",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4::5:6:7:8",
                "12345::",
                "g::",
                "-1::",
                "::\u0661",
                "1.2.3.4::",
                "1.2.3.4::1.2.3.4",
                "::1.2.3",
                "::1.2.3.4.5",
                "::01.2.3.4",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::1%eth0",
                "[::1]",
                "::1/128",
                "0000:0000:0000:0000:0000:0000:0000:0000:0000:0000",
            })
    void refuses(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }
}
