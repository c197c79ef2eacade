package io.redoubt.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.redoubt.ConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    @ParameterizedTest(name = "{0}: {1}, not {2}")
    @CsvSource({
        "192.0.2.7, 192.0.2.7, 192.0.2.8",
        "192.0.2.7/32, 192.0.2.7, 192.0.2.6",
        "192.0.2.6/31, 192.0.2.7, 192.0.2.8",
        "10.0.0.0/8, 10.255.255.255, 11.0.0.0",
        "128.0.0.0/1, 255.255.255.255, 127.255.255.255",
        "::ffff:10.0.0.0/104, 10.255.255.255, 11.0.0.0",
        "::1, ::1, ::2",
        "2001:db8::/32, 2001:db8:ffff::1, 2001:db9::",
        "2001:db8::/64, 2001:db8::ffff:0:0:1, 2001:db8:0:1::",
        "2001:db8::8/125, 2001:db8::f, 2001:db8::10",
        "8000::/1, ffff::, 7fff::",
        "2000::/3, 2001:db8::1, 10.0.0.1",
    })
    void contain(String range, String inside, String outside) {
        TrustedProxies proxies = TrustedProxies.at(List.of("203.0.113.1", range));

        assertThat(proxies.contain(IpAddress.parse(inside).orElseThrow())).isTrue();
        assertThat(proxies.contain(IpAddress.parse(outside).orElseThrow())).isFalse();
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "",
                "proxy.example",
                "localhost",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/+8",
                "10.0.0.0/08",
                "10.0.0.0/8/8",
                "10.0.0.0/255.0.0.0",
                "10.0.0.0/ 8",
                " 10.0.0.0/8",
                "10/8",
                "10.0.0/24",
                "::/129",
                "::1%lo",
                "[::1]",
                "10.0.0.1:80",
                "10.0.0.1-10.0.0.9",
                "*",
            })
    void refusesWhatIsNoRange(String range) {
        assertThat(problem(range).problem()).isEqualTo("is neither an IP address nor a range of them");
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(strings = {"10.0.0.1/8", "192.0.2.7/31", "128.0.0.0/0", "2001:db8::1/64", "2001:db8::1/32", "::1/127"})
    void refusesAnAddressThatDoesNotBeginItsRange(String range) {
        assertThat(problem(range).problem()).isEqualTo("is an address within a range, not the range");
    }

    /** The last three take in every IPv4 address, by another spelling. */
    @ParameterizedTest(name = "[{0}]")
    @ValueSource(strings = {"0.0.0.0/0", "::/0", "::/1", "::/64", "::ffff:0:0/96"})
    void refusesARangeOfEverything(String range) {
        assertThat(problem(range).problem()).startsWith("takes in every address");
    }

    @Test
    void namesEveryProblemAndNoValue() {
        ConfigurationException refused = catchThrowableOfType(
                ConfigurationException.class,
                () -> TrustedProxies.at(List.of("evil.example", "10.0.0.0/8", "0.0.0.0/0")));

        assertThat(refused.problems())
                .extracting(ConfigurationException.Problem::setting)
                .containsExactly("trusted-proxies[0]", "trusted-proxies[2]");
        assertThat(refused.getMessage()).doesNotContain("evil").doesNotContain("0.0.0.0/0");
    }

    @Test
    void noneContainNobody() {
        assertThat(TrustedProxies.none().contain(IpAddress.parse("127.0.0.1").orElseThrow()))
                .isFalse();
    }

    private static ConfigurationException.Problem problem(String range) {
        return catchThrowableOfType(ConfigurationException.class, () -> TrustedProxies.at(List.of(range)))
                .problems()
                .get(0);
    }
}
