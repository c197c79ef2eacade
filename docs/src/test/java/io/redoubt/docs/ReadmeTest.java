package io.redoubt.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.Reason;
import io.redoubt.token.TokenProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

/** What the README shows is true of the code beside it. */
class ReadmeTest {

    private static final Path ROOT = Path.of("..");

    private final String readme = Files.readString(ROOT.resolve("README.md"));

    ReadmeTest() throws IOException {}

    @Test
    void showsAConfigurationThatStartsAndGuards() throws IOException, InterruptedException {
        try (ConfigurableApplicationContext application = startedWith(block("yaml"))) {
            HttpResponse<Void> orders = get(application, "/orders");

            assertThat(orders.statusCode()).isEqualTo(401);
            assertThat(orders.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"orders\"");
            assertThat(get(application, "/hello").statusCode()).isEqualTo(404); // open, and nobody is there
        }
    }

    @Test
    void showsTheDependencyOfThisVersion() throws IOException {
        String dependency = block("xml").replaceAll("\\s", "");
        String pom =
                Files.readString(ROOT.resolve("spring-boot-starter/pom.xml")).replaceAll("\\s", "");

        String version = dependency.replaceAll(".*(<version>.*</version>).*", "$1");
        assertThat(pom).contains("<artifactId>redoubt-spring-boot-starter</artifactId>", version);
        assertThat(dependency).contains("<artifactId>redoubt-spring-boot-starter</artifactId>");
    }

    @Test
    void showsEventCodesAndReasonsThatExist() {
        List<String> codes = Arrays.stream(Reason.values()).map(Reason::code).toList();
        List<String> shown = all("access denied: code=([a-z.-]+)"); // those of fields are on their own page

        assertThat(shown).isNotEmpty().isSubsetOf(codes);
        assertThat(all("profile\\s+([a-z0-9-]+),")).isNotEmpty().isSubsetOf(TokenProfile.names());
    }

    @Test
    void linksToFilesThatAreThere() {
        List<String> links = all("\\]\\(([^)#:]+)\\)");

        assertThat(links)
                .isNotEmpty()
                .allSatisfy(link -> assertThat(ROOT.resolve(link)).exists());
    }

    private static ConfigurableApplicationContext startedWith(String yaml) throws IOException {
        PropertySource<?> properties = new YamlPropertySourceLoader()
                .load("README", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
                .get(0);
        return new SpringApplicationBuilder(Application.class)
                // Spring Security is on the class path of these tests.
                .properties("redoubt.access.enforced-by=redoubt", "server.port=0", "server.address=127.0.0.1")
                .initializers(
                        context -> context.getEnvironment().getPropertySources().addFirst(properties))
                .run();
    }

    private static HttpResponse<Void> get(ConfigurableApplicationContext application, String path)
            throws IOException, InterruptedException {
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
    }

    /** {@return the first block of this language} */
    private String block(String language) {
        return all("```" + language + "\\n([^`]+)```").get(0);
    }

    private List<String> all(String pattern) {
        Stream<MatchResult> matches = Pattern.compile(pattern).matcher(readme).results();
        return matches.map(match -> match.group(1)).toList();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}
}
