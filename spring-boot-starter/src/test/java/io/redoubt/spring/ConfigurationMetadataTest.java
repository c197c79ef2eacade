package io.redoubt.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.masking.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.json.JsonParserFactory;

/** What a developer's editor knows of the properties. */
class ConfigurationMetadataTest {

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    @Test
    void describesEveryProperty() throws Exception {
        List<Map<String, Object>> properties = entries("properties");

        assertThat(properties)
                .extracting(property -> property.get("name"))
                .containsExactlyInAnyOrderElementsOf(
                        names("redoubt", RedoubtProperties.class).toList());
        assertThat(properties)
                .allSatisfy(property -> assertThat(property.get("description"))
                        .as("description of %s", property.get("name"))
                        .asString()
                        .endsWith("."));
    }

    @Test
    void hintsAtBothChoices() throws Exception {
        assertThat(choicesOf("redoubt.access.enforced-by"))
                .containsExactlyElementsOf(
                        Stream.of(EnforcedBy.values()).map(EnforcedBy::text).toList());
    }

    @Test
    void hintsAtTheChoicesOfState() throws Exception {
        assertThat(choicesOf("redoubt.state.store")).containsExactly("local", "redis");
        assertThat(choicesOf("redoubt.state.when-down")).containsExactly("closed", "local");
        assertThat(choicesOf("redoubt.state.persistence")).containsExactly("unknown", "attested");
    }

    @Test
    void hintsAtTheChoicesOfKeys() throws Exception {
        assertThat(choicesOf("redoubt.keys.permissions")).containsExactly("enforce", "warn");
    }

    @Test
    void hintsAtTheOneChoiceForAllFields() throws Exception {
        assertThat(choicesOf("redoubt.fields.on-tamper")).containsExactly("throw");
    }

    @Test
    void hintsAtTheProfilesOfMasking() throws Exception {
        assertThat(choicesOf("redoubt.masking.profile"))
                .containsExactlyElementsOf(Stream.of(Profile.values())
                        .map(profile -> profile.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .toList());
    }

    private static List<Object> choicesOf(String property) throws IOException {
        List<Object> choices = new ArrayList<>();
        for (Map<String, Object> hint : entries("hints")) {
            if (property.equals(hint.get("name"))) {
                objects(hint.get("values")).forEach(choice -> choices.add(choice.get("value")));
            }
        }
        return choices;
    }

    /** {@return the properties that a record has, by the names that users write} */
    private static Stream<String> names(String prefix, Class<?> type) {
        return Stream.of(type.getRecordComponents()).flatMap(component -> names(prefix, component));
    }

    private static Stream<String> names(String prefix, RecordComponent component) {
        String name =
                prefix + "." + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        return component.getType().isRecord() ? names(name, component.getType()) : Stream.of(name);
    }

    private static List<Map<String, Object>> entries(String kind) throws IOException {
        List<Map<String, Object>> ours = new ArrayList<>();
        for (URL url : Collections.list(
                ConfigurationMetadataTest.class.getClassLoader().getResources(METADATA))) {
            try (InputStream in = url.openStream()) {
                Map<String, Object> metadata =
                        JsonParserFactory.getJsonParser().parseMap(new String(in.readAllBytes(), UTF_8));
                objects(metadata.getOrDefault(kind, List.of())).stream()
                        .filter(entry -> entry.get("name").toString().startsWith("redoubt"))
                        .forEach(ours::add);
            }
        }
        return ours;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> objects(Object json) {
        return (List<Map<String, Object>>) json;
    }
}
