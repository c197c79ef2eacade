package io.redoubt.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.Reason;
import io.redoubt.token.JwkSource;
import io.redoubt.token.SignatureAlgorithm;
import io.redoubt.token.TokenProfile;
import io.redoubt.token.TrustedIssuer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ByteArrayResource;

/** What the page about profiles says is true of the code. */
class ProfilesPageTest {

    private static final String PAGE = page();

    @Test
    void hasOneRowAndOneSectionPerProfile() {
        String table = PAGE.substring(PAGE.indexOf("## What is read where"), PAGE.indexOf("The subject is"));

        assertThat(all(table, "(?m)^\\| `([a-z0-9-]+)`")).containsExactlyElementsOf(TokenProfile.names());
        assertThat(all(PAGE, "(?m)^### (.+)$")).containsExactlyElementsOf(TokenProfile.names());
    }

    @Test
    void namesCodesThatExist() {
        List<String> codes = Arrays.stream(Reason.values()).map(Reason::code).toList();

        assertThat(all(PAGE, "`(token\\.[a-z-]+)`")).isNotEmpty().isSubsetOf(codes);
    }

    static Stream<String> configurations() {
        return all(PAGE, "```yaml\\n([^`]+)```").stream();
    }

    @Test
    void hasOneConfigurationPerProfile() {
        assertThat(configurations().map(yaml -> Example.of(yaml).profile()))
                .containsExactlyElementsOf(TokenProfile.names());
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void showsConfigurationsThatFitTheirProfiles(String yaml) {
        Example example = Example.of(yaml);
        String issuer = example.text("issuer-uri");
        TokenProfile profile = TokenProfile.named(example.profile()).orElseThrow();

        try (JwkSource keys = JwkSource.discovery(issuer)) {
            TrustedIssuer trusted = TrustedIssuer.of(
                    issuer,
                    keys,
                    profile,
                    example.texts("audience"),
                    example.texts("clients"),
                    Set.of(SignatureAlgorithm.RS256));

            assertThat(trusted.profile()).isEqualTo(profile);
        }
        assertThat(all(yaml, "(?m)^ {6}([a-z-]+):"))
                .isSubsetOf("profile", "issuer-uri", "jwk-set-uri", "audience", "clients", "algorithms");
    }

    private static String page() {
        try {
            return Files.readString(Path.of("profiles.md"));
        } catch (IOException e) {
            throw new AssertionError("the page about profiles is not where it should be", e);
        }
    }

    private static List<String> all(String text, String pattern) {
        Stream<MatchResult> matches = Pattern.compile(pattern).matcher(text).results();
        return matches.map(match -> match.group(1)).toList();
    }

    /** One issuer, as Spring Boot reads it. */
    private record Example(Binder binder) {

        static Example of(String yaml) {
            try {
                ByteArrayResource resource = new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8));
                return new Example(new Binder(ConfigurationPropertySources.from(
                        new YamlPropertySourceLoader().load("profiles.md", resource))));
            } catch (IOException e) {
                throw new AssertionError("a configuration of the page is no YAML", e);
            }
        }

        String profile() {
            return binder.bind(setting("profile"), String.class).orElse("rfc9068");
        }

        String text(String setting) {
            return binder.bind(setting(setting), String.class).get();
        }

        Set<String> texts(String setting) {
            return Set.copyOf(
                    binder.bind(setting(setting), Bindable.listOf(String.class)).orElse(List.of()));
        }

        private static String setting(String name) {
            return "redoubt.issuers.main." + name;
        }
    }
}
