package io.redoubt.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.Reason;
import io.redoubt.access.Coverage;
import io.redoubt.servlet.RedoubtFilter;
import io.redoubt.testkit.TestIssuer;
import io.redoubt.testkit.TestToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

/** What the page about access rules says is true of the code: its configuration and its handlers run here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessRulesPageTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String page = Files.readString(Path.of("access-rules.md"));
    private final TestIssuer issuer = TestIssuer.start();
    private ConfigurableApplicationContext application;

    AccessRulesPageTest() throws IOException {}

    @BeforeAll
    void start() throws IOException {
        String yaml = block("yaml").replace("https://idp.example", issuer.issuerUri());
        PropertySource<?> properties = new YamlPropertySourceLoader()
                .load("page", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
                .get(0);
        application = new SpringApplicationBuilder(Application.class)
                .properties("redoubt.access.enforced-by=redoubt", "server.port=0", "server.address=127.0.0.1")
                .initializers(
                        context -> context.getEnvironment().getPropertySources().addFirst(properties))
                .run();
    }

    @AfterAll
    void stop() {
        application.close();
        issuer.close();
    }

    @Test
    void showsRulesThatDecideAsItSays() {
        assertThat(get("/orders/status").statusCode()).isEqualTo(404); // open, and nobody is there
        assertThat(get("/orders/status/").statusCode()).isEqualTo(401); // another path than the open route
        assertThat(get("/orders").statusCode()).isEqualTo(401);
        assertThat(get("/orders/", token("orders:read")).statusCode()).isEqualTo(404);
        assertThat(get("/orders", token("orders:write")).statusCode()).isEqualTo(403);
        assertThat(post("/orders", token("orders:read")).statusCode()).isEqualTo(403);
        assertThat(post("/orders", token("orders:write").roles("admin")).statusCode())
                .isEqualTo(404);
        assertThat(get("/orders.json", token("orders:read")).statusCode()).isEqualTo(403);
        assertThat(get("/Orders", token("orders:read")).statusCode()).isEqualTo(403);
        assertThat(get("/orders;x", token("orders:read")).statusCode()).isEqualTo(400);
        assertThat(get("/actuator/health").statusCode()).isEqualTo(200);
    }

    @Test
    void showsTheHandlersOfThisTest() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/redoubt/docs/Transfers.java"));

        assertThat(source.substring(source.indexOf("@RestController"))).isEqualTo(block("java"));
    }

    @Test
    void showsHandlersThatAskAsItSays() {
        Instant now = Instant.now();

        assertThat(get("/transfers/fees").body()).isEqualTo("none");
        assertThat(get("/transfers").statusCode()).isEqualTo(401);
        HttpResponse<String> weak = get("/transfers", token("transfers:read"));
        assertThat(weak.statusCode()).isEqualTo(401);
        assertThat(weak.headers().firstValue("WWW-Authenticate").orElse("none"))
                .contains("insufficient_user_authentication", "acr_values=\"urn:example:mfa\"", "max_age=\"300\"");
        assertThat(get("/transfers", token("transfers:read").authenticatedAt(now, "urn:example:mfa", "otp"))
                        .body())
                .startsWith("transfers of ");
        assertThat(post("/transfers", token("transfers:write").authenticatedAt(now, "urn:example:mfa", "otp"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(post(
                                "/transfers",
                                token("transfers:write").roles("clerk").authenticatedAt(now, "urn:example:mfa", "otp"))
                        .body())
                .isEqualTo("done");
    }

    @Test
    void namesEveryHiddenField() {
        String hidden =
                page.substring(page.indexOf("## What the application does not see"), page.indexOf("Why it is so"));

        assertThat(all(hidden, "`([A-Z][A-Za-z-]+)`").stream().filter(name -> !name.equals("Caller")))
                .containsExactlyElementsOf(RedoubtFilter.IDENTITY_FIELDS);
    }

    @Test
    void namesEveryExtentOfCoverage() {
        String table = page.substring(page.indexOf("| coverage"), page.indexOf("Endpoints that are"));

        assertThat(all(table, "(?m)^\\| `([a-z-]+)`"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Coverage.Extent.values())
                        .map(extent -> extent.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .toList());
    }

    @Test
    void namesCodesAndFilesThatExist() {
        List<String> codes = Arrays.stream(Reason.values()).map(Reason::code).toList();

        assertThat(all(page, "`((?:request|access)\\.[a-z-]+)`")).isNotEmpty().isSubsetOf(codes);
        assertThat(all(page, "\\]\\(([^)#:]+)\\)"))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(Path.of(link)).exists());
    }

    private TestToken token(String... scopes) {
        return issuer.token().scope(scopes);
    }

    private HttpResponse<String> get(String path) {
        return send(request(path));
    }

    private HttpResponse<String> get(String path, TestToken token) {
        return send(request(path).header("Authorization", "Bearer " + token.sign()));
    }

    private HttpResponse<String> post(String path, TestToken token) {
        return send(request(path).POST(BodyPublishers.noBody()).header("Authorization", "Bearer " + token.sign()));
    }

    private HttpRequest.Builder request(String path) {
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("the application did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** {@return the first block of this language} */
    private String block(String language) {
        return all(page, "```" + language + "\\n([^`]+)```").get(0);
    }

    private static List<String> all(String text, String pattern) {
        Stream<MatchResult> matches = Pattern.compile(pattern).matcher(text).results();
        return matches.map(match -> match.group(1)).toList();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Transfers.class)
    static class Application {}
}
