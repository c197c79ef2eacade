package io.redoubt.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about encrypted fields names what there is; the starter's tests walk through it. */
class FieldEncryptionPageTest {

    private static final Page PAGE = Page.named("field-encryption.md");

    @Test
    void listsEveryPropertyWithItsDefault() {
        Map<String, String> listed = new TreeMap<>();
        Pattern.compile("(?m)^\\| `(redoubt\\.fields\\.[^`]+)` \\| (?:`([^`]+)`|–) \\|.*$")
                .matcher(PAGE.text())
                .results()
                .forEach(row -> listed.put(row.group(1), row.group(2) == null ? "" : row.group(2)));

        assertThat(listed).isEqualTo(PropertyMetadata.defaultsUnder("redoubt.fields."));
    }

    @Test
    void linksToFilesThatAreThere() {
        assertThat(PAGE.links())
                .isNotEmpty()
                .allSatisfy(link -> assertThat(link).exists());
    }
}
