package io.redoubt.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchitectureTest {
    private static final JavaClasses PUBLISHED = new ClassFileImporter().importPaths(PublishedModules.classes());

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void holds(ArchitectureRule rule) {
        rule.under("io.redoubt").check(PUBLISHED);
    }

    /** The package of a rule's name holds what is planted for it: Bad… classes break the rule, Good… ones do not. */
    @ParameterizedTest(name = "{0}")
    @EnumSource
    void firesOnPlantedCode(ArchitectureRule rule) {
        String root = "io.redoubt.docs.planted."
                + rule.name().toLowerCase(Locale.ROOT).replace("_", "");
        JavaClasses planted = new ClassFileImporter().importPackages(root);

        String report = rule.under(root).evaluate(planted).getFailureReport().toString();

        assertThat(namesIn(planted, "Bad"))
                .as(root)
                .isNotEmpty()
                .allSatisfy(bad -> assertThat(report).contains(bad));
        assertThat(namesIn(planted, "Good"))
                .as(root)
                .allSatisfy(good -> assertThat(report).doesNotContain(good));
    }

    @Test
    void looksAtEveryPublishedModule() {
        assertThat(PublishedModules.classes())
                .allSatisfy(module ->
                        assertThat(new ClassFileImporter().importPath(module)).isNotEmpty());
        assertThat(PUBLISHED).hasSizeGreaterThan(40);
    }

    private static List<String> namesIn(JavaClasses planted, String beginning) {
        return planted.stream()
                .map(JavaClass::getSimpleName)
                .filter(name -> name.startsWith(beginning))
                .toList();
    }
}
