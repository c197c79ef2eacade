package io.redoubt.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.Reason;
import io.redoubt.testkit.TestIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

/** What the page about opaque tokens shows works, with a real issuer in the place of the one in the examples. */
class IntrospectionPageTest {

    private static final Path PAGE = Path.of("introspection.md");

    private final String page = Files.readString(PAGE);

    IntrospectionPageTest() throws IOException {}

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void showsConfigurationsThatWork(int example, @TempDir Path folder) throws Exception {
        try (TestIssuer issuer = TestIssuer.start()) {
            Path key = folder.resolve("introspection.jwk");
            Files.writeString(key, issuer.registerClientWithKey("orders", "ES256"));
            issuer.registerClient("orders", "change-me");
            String yaml = all("```yaml\\n([^`]+)```")
                    .get(example)
                    .replace("https://idp.example", issuer.issuerUri())
                    .replace("file:introspection.jwk", "file:" + key);

            try (ConfigurableApplicationContext application = startedWith(yaml)) {
                // No rule covers anything: whoever comes so far as to be told that has a good token.
                assertThat(status(application, issuer.opaqueToken(issuer.token())))
                        .isEqualTo(403);
                assertThat(status(application, "unknown")).isEqualTo(401);
            }
            assertThat(issuer.introspection().requests()).isEqualTo(2);
        }
    }

    @Test
    void namesCodesThatExist() {
        List<String> codes = Arrays.stream(Reason.values()).map(Reason::code).toList();

        assertThat(all("`(token\\.[a-z-]+)`")).isNotEmpty().isSubsetOf(codes);
    }

    @Test
    void linksToFilesThatAreThere() {
        assertThat(all("\\]\\(([^)#:]+)\\)"))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(Path.of(link)).exists());
    }

    private static ConfigurableApplicationContext startedWith(String yaml) throws IOException {
        PropertySource<?> properties = new YamlPropertySourceLoader()
                .load(PAGE.toString(), new ByteArrayResource(yaml.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .get(0);
        return new SpringApplicationBuilder(Application.class)
                // Spring Security is on the class path of these tests.
                .properties("redoubt.access.enforced-by=redoubt", "server.port=0", "server.address=127.0.0.1")
                .initializers(
                        context -> context.getEnvironment().getPropertySources().addFirst(properties))
                .run();
    }

    private static int status(ConfigurableApplicationContext application, String token)
            throws IOException, InterruptedException {
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .header("Authorization", "Bearer " + token)
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private List<String> all(String pattern) {
        Stream<MatchResult> matches = Pattern.compile(pattern).matcher(page).results();
        return matches.map(match -> match.group(1)).toList();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}
}
