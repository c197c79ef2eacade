package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.field.FieldUsage;
import io.redoubt.key.FieldName;
import io.redoubt.key.ServiceKeyset;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What the posture says of much used fields. */
class FieldsSectionTest {

    private static final long MANY = 1L << 31;
    private static final FieldName NOTE = FieldName.parse("order.note");

    @TempDir
    private Path mount;

    @Test
    void findsNothingBelowTheBound() {
        assertThat(shown(new FieldUsage(NOTE, 2, MANY - 1, MANY, MANY)).get("findings"))
                .isEqualTo(List.of());
    }

    @Test
    void findsManyMessagesOfOneFieldInOneEpoch() {
        assertThat(shown(new FieldUsage(NOTE, 2, MANY, 0, 0)).get("findings"))
                .isEqualTo(List.of(Map.of(
                        "code",
                        "fields.many-messages",
                        "severity",
                        "high",
                        "problem",
                        "this process alone sealed 2147483648 values of order.note in epoch 2; near 2^32 by all instances"
                                + " together, nonces may repeat, and what was sealed under the same could be read",
                        "remedy",
                        "look at the sum of redoubt.fields.sealed over all instances, rotate the keys, and choose suite XA256GCM"
                                + " for the next epoch")));
    }

    @Test
    void isBounded() {
        Map<String, Object> shown = shown(
                Collections.nCopies(1001, new FieldUsage(NOTE, 2, 1, 2, 3)).toArray(FieldUsage[]::new));

        assertThat((List<?>) shown.get("usage"))
                .hasSize(1000)
                .first()
                .isEqualTo(Map.of("name", "order.note", "epoch", 2, "sealed", 1L, "opened", 2L, "refused", 3L));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> shown(FieldUsage... usage) {
        Function<ServiceKeyset, Object> content = keys -> new FieldsSection(
                        keys,
                        new ConfiguredFields(
                                Map.of(), Map.of(), FieldsReader.DEFAULT_LOCK, Optional.empty(), Optional.empty()),
                        DeclaredFields::none,
                        () -> List.of(usage),
                        Optional.empty())
                .content();
        Object[] shown = new Object[1];
        Path keyset = TestKeyset.ofOrders().writeTo(mount.resolve("keyset.json"));
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(RedoubtAutoConfiguration.class))
                .withPropertyValues(TestKeyset.in(keyset, Settings.none().with("redoubt.service", "orders"))
                        .pairs())
                .run(context -> shown[0] = content.apply(context.getBean(ServiceKeyset.class)));
        return (Map<String, Object>) shown[0];
    }
}
