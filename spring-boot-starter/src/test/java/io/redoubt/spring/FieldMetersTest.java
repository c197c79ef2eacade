package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.redoubt.field.FieldCipher;
import io.redoubt.field.FieldContext;
import io.redoubt.field.FieldType;
import io.redoubt.field.MalformedFieldException;
import io.redoubt.key.FieldName;
import io.redoubt.testkit.TestIssuer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done with fields, as an operator's metrics tell it. */
class FieldMetersTest {

    private static final FieldContext NOTE = FieldContext.of(FieldName.parse("order.note"));

    @TempDir
    private Path mount;

    @Test
    void countInAnApplication() {
        TestIssuer issuer = TestIssuer.start();
        try (issuer;
                RunningApplication application =
                        RunningApplication.start(keys(Settings.valid(issuer)), OrdersApplication.class)) {
            MeterRegistry registry = application.context().getBean(MeterRegistry.class);
            FieldCipher cipher = application.context().getBean(FieldCipher.class);
            assertThat(series(registry)).isEmpty();

            byte[] sealed = cipher.seal(NOTE, FieldType.TEXT, "gift wrap");
            cipher.open(NOTE, FieldType.TEXT, sealed);
            cipher.open(NOTE, FieldType.TEXT, sealed);
            assertThatThrownBy(() -> cipher.openText(NOTE, FieldType.TEXT, "gift wrap"))
                    .isInstanceOf(MalformedFieldException.class);

            assertThat(registry.get(FieldMeters.FIELDS).gauge().value()).isEqualTo(2);
            assertThat(count(registry, FieldMeters.SEALED, "2")).isEqualTo(1);
            assertThat(count(registry, FieldMeters.OPENED, "2")).isEqualTo(2);
            assertThat(count(registry, FieldMeters.REFUSED, "2")).isZero();
            assertThat(count(registry, FieldMeters.REFUSED, "none")).isEqualTo(1);
        }
    }

    /** A field for each customer would be a mistake; its metrics must not make it worse. */
    @Test
    void areBounded() {
        StartUpProblems.runner(keys(Settings.valid("https://idp.invalid"))).run(context -> {
            FieldCipher cipher = context.getBean(FieldCipher.class);
            for (int field = 0; field <= FieldMeters.MAX_SERIES; field++) {
                cipher.seal(FieldContext.of(new FieldName("order", "note" + field)), FieldType.BOOLEAN, true);
            }
            MeterRegistry registry = new SimpleMeterRegistry();

            new FieldMeters(() -> List.of(cipher)).bindTo(registry);

            assertThat(series(registry)).hasSize(3 * FieldMeters.MAX_SERIES);
            assertThat(registry.get(FieldMeters.FIELDS).gauge().value()).isEqualTo(FieldMeters.MAX_SERIES);
        });
    }

    private Settings keys(Settings settings) {
        return TestKeyset.in(TestKeyset.ofOrders().writeTo(mount.resolve("keyset.json")), settings);
    }

    private static List<Meter> series(MeterRegistry registry) {
        return registry.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith(FieldMeters.FIELDS + "."))
                .toList();
    }

    private static double count(MeterRegistry registry, String name, String epoch) {
        return registry.get(name)
                .tags("entity", "order", "field", "note", "epoch", epoch)
                .functionCounter()
                .count();
    }
}
