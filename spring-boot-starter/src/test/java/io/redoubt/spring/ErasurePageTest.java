package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.redoubt.audit.SecurityEvent;
import io.redoubt.audit.SecurityEventListener;
import io.redoubt.field.SubjectErasedException;
import io.redoubt.field.jdbc.SubjectKeyStore;
import io.redoubt.spring.walkthrough.erasure.Clinic;
import io.redoubt.spring.walkthrough.erasure.Erasures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who plays the drill of the page about erasure sees what it shows. */
class ErasurePageTest {

    private static final Path SOURCES = Path.of("src/test/java/io/redoubt/spring/walkthrough/erasure");

    /** What is different each time: ciphertexts, codes and keys, as far as they are shown, hashes and moments. */
    private static final Pattern PASSING = Pattern.compile(
            "r1\\.[A-Za-z0-9_-]+|\\\\x[0-9a-f]+|\\b[0-9a-f]{12}\\b|20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d");

    @TempDir
    private Path directory;

    @Test
    void showsCodeThatIsCompiled() throws Exception {
        assertThat(all("```java\\n([^`]+)```"))
                .containsExactly(region("Patient.java"), region("Finding.java"), region("Erasures.java"));
    }

    @Test
    void playsTheDrill() throws Exception {
        try (DatabaseServer postgres = DatabaseServer.start()) {
            Drill drill = new Drill(
                    JdbcClient.create(postgres.postgres().getPostgresDatabase()),
                    settings(postgres),
                    all("```sql\\n([^`]+)```").iterator(),
                    all("```text\\n([^`]+)```").iterator());
            drill.makeTables();
            try (ConfigurableApplicationContext service = drill.start()) {
                drill.erases(service);
            }
            drill.restoresABackup();
            drill.looksAtTheRecord();
            assertThat(drill.statements()).isExhausted();
            assertThat(drill.outputs()).isExhausted();
        }
    }

    private static List<String> all(String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(Path.of("..", "docs", "erasure.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String region(String file) throws IOException {
        String source = Files.readString(SOURCES.resolve(file));
        int start = source.indexOf('\n', source.indexOf("// region")) + 1;
        return source.substring(start, source.lastIndexOf('\n', source.indexOf("// endregion")) + 1);
    }

    /** Its steps, in their order. */
    private record Drill(
            JdbcClient database, Settings settings, Iterator<String> statements, Iterator<String> outputs) {

        ConfigurableApplicationContext start() {
            return new SpringApplicationBuilder(Clinic.class, Application.class)
                    .web(WebApplicationType.NONE)
                    .properties(settings.properties())
                    .run();
        }

        void makeTables() throws IOException {
            try (InputStream file = SubjectKeyStore.class.getResourceAsStream("postgresql.sql")) {
                database.sql(new String(file.readAllBytes(), StandardCharsets.UTF_8))
                        .update();
            }
        }

        void erases(ConfigurableApplicationContext service) {
            Clinic.Desk desk = service.getBean(Clinic.Desk.class);
            long ada = desk.admit("ada@example.com");
            long bob = desk.admit("bob@example.com");
            long finding = desk.find(ada, "allergic to penicillin");
            execute();
            shows();
            shows();
            execute(); // a backup

            Erasures erasures = service.getBean(Erasures.class);
            assertThat(erasures.erase(ada, "clerk-7", "request of 2 May, file 118")
                            .cleared())
                    .isEqualTo(outputs.next().strip());

            shows();
            shows();
            assertThat(catchThrowable(() -> desk.email(ada)))
                    .hasStackTraceContaining(outputs.next().strip());
            assertThatThrownBy(() -> desk.text(finding)).hasStackTraceContaining("was erased");
            assertThat(rootOf(catchThrowable(() -> desk.find(ada, "a visit"))))
                    .isInstanceOf(SubjectErasedException.class);
            assertThat(desk.search("ada@example.com")).isEmpty();
            assertThat(desk.search("bob@example.com")).containsExactly(bob);
            assertThat(service.getBean(Application.class).seen()).isEmpty();
        }

        void restoresABackup() {
            execute(); // somebody restores the backup
            try (ConfigurableApplicationContext service = start()) {
                assertThat(service.getBean(Clinic.Desk.class).email(1)).isEqualTo("ada@example.com");
                Erasures erasures = service.getBean(Erasures.class);
                erasures.erase(1, "clerk-7", "restored from a backup");
                assertThatThrownBy(() -> service.getBean(Clinic.Desk.class).email(1))
                        .hasStackTraceContaining("was erased");

                erasures.reinstate(1, "clerk-7", "came back as a patient");
                long finding = service.getBean(Clinic.Desk.class).find(1, "a visit");
                assertThat(service.getBean(Clinic.Desk.class).text(finding)).isEqualTo("a visit");
                assertThatThrownBy(() -> service.getBean(Clinic.Desk.class).email(1))
                        .hasStackTraceContaining("was erased");
                assertThat(erasures.history(1)).hasSize(3);
                assertThat(erasures.check().records()).isEqualTo(3);
            }
        }

        void looksAtTheRecord() {
            shows();
            try (ConfigurableApplicationContext service = start()) {
                execute(); // somebody rewrites history
                assertThat(service.getBean(Erasures.class).check().broken()).hasValue(2);
            }
        }

        private void execute() {
            for (String statement : statements.next().split(";\\s*", -1)) {
                database.sql(statement).update();
            }
        }

        private void shows() {
            String table = Psql.table(database.sql(statements.next()).query().listOfRows());
            assertThat(masked(table)).isEqualTo(masked(outputs.next()));
        }
    }

    private static Throwable rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String masked(String text) {
        return PASSING.matcher(text).replaceAll("#");
    }

    private Settings settings(DatabaseServer database) {
        Path keyset = TestKeyset.ofOrders().writeTo(directory.resolve("keyset.json"));
        return database.of(TestKeyset.in(keyset, Settings.none().with("redoubt.service", "orders")))
                .with(
                        "redoubt.fields.write-lock",
                        directory.resolve("redoubt-fields.lock").toString())
                .with(
                        "redoubt.fields.lock",
                        directory.resolve("redoubt-fields.lock").toString());
    }

    /** What the service has beside its entities. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        private final List<SecurityEvent> seen = new CopyOnWriteArrayList<>();

        @Bean
        SecurityEventListener listener() {
            return seen::add;
        }

        List<SecurityEvent> seen() {
            return seen;
        }
    }
}
