package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.spring.redis.Patience;
import io.redoubt.spring.redis.RedisProcess;
import io.redoubt.testkit.TestIssuer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

/** What the page about fleets shows starts, and is what it says. */
@Timeout(120)
class FleetPageTest {

    private static final Path PAGE = Path.of("..", "docs", "fleet.md");

    @Test
    void showsAConfigurationThatWorks() throws Exception {
        try (TestIssuer issuer = TestIssuer.start();
                RedisProcess redis = RedisProcess.start();
                CapturedOutput output = CapturedOutput.begin()) {
            Settings settings = new Settings(shown())
                    .with("redoubt.issuers.main.issuer-uri", issuer.issuerUri())
                    .with("redoubt.access.enforced-by", "redoubt") // Spring Security is on this class path
                    .with("test.redis.port", Integer.toString(redis.port()));

            try (RunningApplication application =
                    RunningApplication.start(settings, OrdersApplication.class, SharedStateTest.Connection.class)) {
                // No rule covers anything: whoever comes so far as to be told that has a good token.
                String token = issuer.token().sign();
                Patience.await(
                        "the heartbeat",
                        () -> Http.get(application.uri("/orders"), token).statusCode() == 403);
                assertThat(logout(application.uri("/logout/main"), issuer)).isEqualTo(200);
                assertThat(Http.get(application.uri("/orders"), token).statusCode())
                        .isEqualTo(401);
                assertThat(output.text())
                        .contains("; state: in redis, and refusing after 30 s without it")
                        .doesNotContain("state in redis:");
            }
        }
    }

    private static int logout(URI uri, TestIssuer issuer) {
        String form = "logout_token="
                + issuer.logoutToken().audience("orders-service").sign();
        return Http.send(HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)))
                .statusCode();
    }

    private static Map<String, Object> shown() throws Exception {
        Matcher yaml = Pattern.compile("```yaml\\n([^`]+)```").matcher(Files.readString(PAGE));
        assertThat(yaml.find()).isTrue();
        ByteArrayResource text = new ByteArrayResource(yaml.group(1).getBytes(StandardCharsets.UTF_8));
        Map<String, Object> shown = new LinkedHashMap<>(Settings.none().properties());
        for (PropertySource<?> source : new YamlPropertySourceLoader().load("page", text)) {
            EnumerablePropertySource<?> properties = (EnumerablePropertySource<?>) source;
            for (String name : properties.getPropertyNames()) {
                shown.put(name, String.valueOf(properties.getProperty(name)));
            }
        }
        return shown;
    }
}
