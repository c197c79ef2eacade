package io.redoubt.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.json.JsonParserFactory;

/** What the starter tells editors of its properties. */
final class PropertyMetadata {

    private PropertyMetadata() {}

    /** {@return the properties with this prefix, each with its default, which is empty if there is none} */
    static Map<String, String> defaultsUnder(String prefix) {
        Map<String, String> defaults = new TreeMap<>();
        for (Map<?, ?> property : properties()) {
            String name = String.valueOf(property.get("name"));
            Object value = property.get("defaultValue");
            if (name.startsWith(prefix)) {
                defaults.put(name, value == null || value instanceof List<?> ? "" : value.toString());
            }
        }
        return defaults;
    }

    private static List<Map<?, ?>> properties() {
        try {
            for (URL url : Collections.list(
                    Page.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
                try (InputStream in = url.openStream()) {
                    String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    if (json.contains("\"redoubt.service\"")) {
                        return maps(
                                JsonParserFactory.getJsonParser().parseMap(json).get("properties"));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("the starter has no metadata");
    }

    private static List<Map<?, ?>> maps(Object list) {
        return ((List<?>) list).stream().<Map<?, ?>>map(it -> (Map<?, ?>) it).toList();
    }
}
