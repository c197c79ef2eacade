package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.ConfigurationException;
import io.redoubt.audit.SecurityEvent;
import io.redoubt.audit.SecurityEventListener;
import io.redoubt.key.FieldName;
import io.redoubt.key.Purpose;
import io.redoubt.key.ServiceKeyset;
import io.redoubt.spring.redis.Patience;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.DefaultResourceLoader;

/** An application without a web server has keys and nothing else of Redoubt. */
class WorkerKeysTest {

    @TempDir
    private Path mount;

    private Path file;
    private Settings settings;

    @BeforeEach
    void issue() {
        file = TestKeyset.ofOrders().writeTo(mount.resolve("keyset.json"));
        settings = TestKeyset.in(file, Settings.none().with("spring.application.name", "orders"));
    }

    @Test
    void opensItsKeysAndSaysSo() {
        try (CapturedOutput output = CapturedOutput.begin();
                ConfigurableApplicationContext worker = worker(settings).run()) {
            worker.getBean(ServiceKeyset.class).sealing(Purpose.FIELD, new FieldName("customer", "email"));
            assertThat(output.text().lines().filter(line -> line.contains("redoubt: service ")))
                    .singleElement()
                    .asString()
                    .contains("redoubt: service orders; keys: generation 1 until ");
        }
    }

    @Test
    void needsNeitherServletsNorTheActuator() {
        try (ConfigurableApplicationContext worker = worker(settings)
                .resourceLoader(new DefaultResourceLoader(new FilteredClassLoader(
                        "jakarta.servlet",
                        "org.springframework.web",
                        "org.springframework.boot.web",
                        "org.springframework.boot.health",
                        "org.springframework.boot.actuate")))
                .run()) {
            assertThat(worker.getBean(ServiceKeyset.class).status().generation())
                    .isEqualTo(1);
        }
    }

    @Test
    void doesNotStartWithAFileThatIsRefused() {
        TestKeyset.ofOrders().signedBy(TestKeyset.SOMEBODY).writeTo(file);

        try (CapturedOutput output = CapturedOutput.begin()) {
            assertThatThrownBy(() -> worker(settings).run()).hasRootCauseInstanceOf(ConfigurationException.class);

            assertThat(output.text())
                    .contains("""
                            Redoubt refuses to start: 1 problem with its configuration.

                              - redoubt.keys.location gives no keys (keyset.signature): the keyset is not signed as a keyset by a provisioner that is pinned here
                            """)
                    .contains("  - redoubt.keys.location: put the provisioner key that 'redoubt keys init' printed");
        }
    }

    /** Without a keyset, for nothing of Redoubt would be left to notice it. */
    @Test
    void doesNotStartWithAPropertyThatIsMisspelt() {
        Settings misspelt = Settings.none().with("redoubt.keys.locaton", file.toString());

        assertThatThrownBy(() -> worker(misspelt).run())
                .hasRootCauseMessage("redoubt.keys.locaton: is not a property of redoubt; correct or remove it");
    }

    @Test
    void hasNoKeysUnlessItIsSaidWhere() {
        try (ConfigurableApplicationContext worker = worker(Settings.none()).run()) {
            assertThat(worker.getBeanNamesForType(ServiceKeyset.class)).isEmpty();
        }
    }

    @Test
    void opensItsKeysHoweverLazy() {
        TestKeyset.ofOrders().signedBy(TestKeyset.SOMEBODY).writeTo(file);

        assertThatThrownBy(() -> worker(settings.with("spring.main.lazy-initialization", "true"))
                        .run())
                .hasRootCauseInstanceOf(ConfigurationException.class);
    }

    @Test
    void stopsLookingForNewerFilesWhenItStops() {
        long before = watches();
        try (ConfigurableApplicationContext worker = worker(settings).run()) {
            assertThat(worker.isRunning()).isTrue();
            assertThat(watches()).isEqualTo(before + 1);
        }
        assertThat(watches()).isEqualTo(before);
    }

    /** A listener may need a key to write down who it was. */
    @Test
    void tellsAListenerThatUsesTheKeysItself() {
        try (ConfigurableApplicationContext worker =
                worker(settings, Listening.class).run()) {
            List<SecurityEvent> heard = worker.getBean(Listener.class).heard();

            TestKeyset.ofOrders().generation(2).signedBy(TestKeyset.SOMEBODY).writeTo(file);
            Patience.await("the event", () -> !heard.isEmpty());

            assertThat(heard)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            SecurityEvent.KeysetRefused.class,
                            event -> assertThat(event.code()).isEqualTo("keyset.signature"));
        }
    }

    private static long watches() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("redoubt-keyset"))
                .count();
    }

    private static SpringApplicationBuilder worker(Settings settings, Class<?>... more) {
        return RunningApplication.builder(settings, Worker.class).sources(more).web(WebApplicationType.NONE);
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(RedoubtAutoConfiguration.class)
    static class Worker {}

    @Configuration(proxyBeanMethods = false)
    static class Listening {

        @Bean
        Listener listener(ServiceKeyset keyset) {
            return new Listener(keyset, new CopyOnWriteArrayList<>());
        }
    }

    record Listener(ServiceKeyset keyset, List<SecurityEvent> heard) implements SecurityEventListener {

        @Override
        public void on(SecurityEvent event) {
            keyset.macs(Purpose.LOG_PSEUDONYM).live();
            heard.add(event);
        }
    }
}
