package io.redoubt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustDomainTest {

    @ParameterizedTest
    @ValueSource(strings = {"shop.example", "s", "7", "shop_eu-1.example", "."})
    void acceptsLowerCaseNames(String name) {
        assertThat(new TrustDomain(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Shop.example", "shop example", "shop.example ", "shop/example", "shöp", "shop.example\n"})
    void refusesWhatIsNoNameAndDoesNotRepeatIt(String name) {
        assertThatThrownBy(() -> new TrustDomain(name))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("trust-domain: is not a valid trust domain; use 1 to 255 lower-case letters, digits, dots,"
                        + " underscores and hyphens, for example 'shop.example'");
    }

    @Test
    void accepts255CharactersAndRefuses256() {
        String longest = "a".repeat(255);

        assertThat(new TrustDomain(longest).value()).isEqualTo(longest);
        assertThatThrownBy(() -> new TrustDomain(longest + "a")).isInstanceOf(ConfigurationException.class);
    }
}
