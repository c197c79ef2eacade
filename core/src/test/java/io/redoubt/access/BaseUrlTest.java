package io.redoubt.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.ConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "orders.example",
                "/orders",
                "http://orders.example",
                "ftp://orders.example",
                "https://",
                "https://alice@orders.example",
                "https://orders.example?x=1",
                "https://orders.example#x",
                "https://orders.example/a//b",
                "https://orders.example/a/../b",
                "https://orders.example/a;b",
                "https://orders.example/%61",
                "https://orders.example//",
                "https://orders example"
            })
    void refusesWhatIsNoHttpsUrlThatEverybodyReadsAlike(String text) {
        assertThatThrownBy(() -> BaseUrl.parse(text)).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void standsForTheRootOfTheService() {
        BaseUrl url = BaseUrl.parse("HTTPS://orders.example:8443/shop/");
        RequestFacts facts = new RequestFacts(
                "GET", "/app/orders/%C3%A9", "q=1", "/app", "/orders/é", name -> List.of(), List.of(), "");

        assertThat(url.urlOf(facts)).isEqualTo("https://orders.example:8443/shop/orders/%C3%A9");
        assertThat(url.metadataUrl())
                .isEqualTo("https://orders.example:8443/.well-known/oauth-protected-resource/shop");
        assertThat(url.metadataPaths())
                .containsExactly("/.well-known/oauth-protected-resource/shop", "/.well-known/oauth-protected-resource");
        assertThat(url).hasToString("https://orders.example:8443/shop");
    }

    @Test
    void mayBeHttpOnLoopback() {
        assertThat(BaseUrl.parse("http://localhost:8080")).hasToString("http://localhost:8080");
        assertThat(BaseUrl.parse("http://127.0.0.1:8080/").metadataPaths())
                .containsExactly("/.well-known/oauth-protected-resource");
    }
}
