package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.audit.SecurityEvent;
import io.redoubt.audit.SecurityEventListener;
import io.redoubt.field.BlindIndex;
import io.redoubt.field.FieldCipher;
import io.redoubt.field.FieldContext;
import io.redoubt.field.FieldKeyException;
import io.redoubt.field.FieldType;
import io.redoubt.field.RowId;
import io.redoubt.field.TamperedFieldException;
import io.redoubt.key.FieldName;
import io.redoubt.key.IndexName;
import io.redoubt.key.Purpose;
import io.redoubt.key.ServiceKeyset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Code without JPA encrypts with a bean, in whatever kind of application. */
class FieldCipherBeanTest {

    private static final FieldName NOTE = FieldName.parse("order.note");
    private static final FieldContext SEVEN = FieldContext.of(NOTE).withRow(RowId.of(7));
    private static final FieldContext EIGHT = FieldContext.of(NOTE).withRow(RowId.of(8));

    @TempDir
    private Path mount;

    private Path file;
    private ApplicationContextRunner worker;

    @BeforeEach
    void issue() {
        file = TestKeyset.ofOrders().writeTo(mount.resolve("keyset.json"));
        worker = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(RedoubtAutoConfiguration.class))
                .withPropertyValues(TestKeyset.in(file, Settings.none().with("redoubt.service", "orders"))
                        .pairs());
    }

    @Test
    void sealsAndOpensInAWorker() {
        worker.run(context -> {
            FieldCipher cipher = context.getBean(FieldCipher.class);
            byte[] sealed = cipher.seal(SEVEN, FieldType.TEXT, "gift wrap");

            assertThat(cipher.open(SEVEN, FieldType.TEXT, sealed)).isEqualTo("gift wrap");
        });
    }

    @Test
    void makesValuesFindableWithTheKeyset() {
        worker.run(context -> {
            BlindIndex<String> index = BlindIndex.of(
                    context.getBean(ServiceKeyset.class), new IndexName(NOTE, "eq", "exact-1", 128), FieldType.TEXT);

            assertThat(index.matches(index.code(Optional.empty(), "gift wrap"), Optional.empty(), "gift wrap"))
                    .isTrue();
        });
    }

    @Test
    void needsNoLibraryOfDatabases() {
        worker.withClassLoader(new FilteredClassLoader(
                        "org.hibernate",
                        "jakarta.persistence",
                        "org.springframework.data",
                        "org.springframework.orm",
                        "org.springframework.boot.hibernate",
                        "io.micrometer"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(FieldCipher.class));
    }

    @Test
    void isThereInAWebApplicationToo() {
        StartUpProblems.runner(TestKeyset.in(file, Settings.valid("https://idp.invalid")))
                .run(context -> assertThat(context).hasSingleBean(FieldCipher.class));
    }

    @Test
    void isNotThereWithoutKeys() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(RedoubtAutoConfiguration.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(FieldCipher.class));
    }

    @Test
    void leavesTheFieldToOneOfTheApplication() {
        worker.withUserConfiguration(OwnCipher.class)
                .run(context ->
                        assertThat(context).hasSingleBean(FieldCipher.class).hasBean("ours"));
    }

    @Test
    void saysWhichKeyIsMissing() {
        TestKeyset.ofOrders().only(Purpose.SIGN).writeTo(file);

        worker.run(context -> assertThatThrownBy(
                        () -> context.getBean(FieldCipher.class).seal(SEVEN, FieldType.TEXT, "gift wrap"))
                .isInstanceOf(FieldKeyException.class)
                .hasMessageContaining("was not issued to this service"));
    }

    @Test
    void tellsTheLogAndTheListenersWhatItRefuses() {
        worker.withUserConfiguration(Listening.class).run(context -> {
            FieldCipher cipher = context.getBean(FieldCipher.class);
            byte[] moved = cipher.seal(SEVEN, FieldType.TEXT, "gift wrap");

            try (CapturedOutput output = CapturedOutput.begin()) {
                assertThatThrownBy(() -> cipher.open(EIGHT, FieldType.TEXT, moved))
                        .isInstanceOf(TamperedFieldException.class);

                assertThat(output.text())
                        .contains("value refused: code=field.tampered entity=order field=note reason=\"");
            }
            assertThat(context.getBean(Heard.class).events())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            SecurityEvent.FieldRefused.class,
                            event -> assertThat(event.code()).isEqualTo("field.tampered"));
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnCipher {

        @Bean
        FieldCipher ours(ServiceKeyset keys) {
            return FieldCipher.of(keys, event -> {});
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Listening {

        @Bean
        Heard heard() {
            return new Heard(new ArrayList<>());
        }
    }

    record Heard(List<SecurityEvent> events) implements SecurityEventListener {

        @Override
        public void on(SecurityEvent event) {
            events.add(event);
        }
    }
}
