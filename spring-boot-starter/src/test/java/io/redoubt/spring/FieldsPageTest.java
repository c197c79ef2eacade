package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.audit.SecurityEvent;
import io.redoubt.audit.SecurityEventListener;
import io.redoubt.field.FieldCipher;
import io.redoubt.field.FieldException;
import io.redoubt.key.ServiceKeyset;
import io.redoubt.spring.walkthrough.BackFill;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/** Who follows the page about encrypted fields sees what it shows. */
class FieldsPageTest {

    private static final String PAGE = read();
    private static final Path SOURCES = Path.of("src/test/java/io/redoubt/spring/walkthrough");

    /** What is different each time: ciphertexts and index codes, as far as they are shown. */
    private static final Pattern PASSING = Pattern.compile("r1\\.[A-Za-z0-9_-]+|\\\\x0002[0-9a-f]+");

    @TempDir
    private Path directory;

    @Test
    void takesATableFromPlaintextToCiphertextWithoutDowntime() throws Exception {
        try (DatabaseServer postgres = DatabaseServer.start()) {
            Walk walk = new Walk(
                    JdbcClient.create(postgres.postgres().getPostgresDatabase()),
                    settings(postgres),
                    directory.resolve("redoubt-fields.lock"),
                    all("```sql\\n([^`]+)```").iterator(),
                    all("```text\\n([^`]+)```").iterator());
            try (ConfigurableApplicationContext before = walk.before()) {
                walk.beginsWithPlaintext(before);
                walk.readsBoth(before);
            }
            walk.writesCiphertext();
            walk.refusesPlaintext();
            assertThat(walk.statements()).isExhausted();
            assertThat(walk.outputs()).isExhausted();
        }
    }

    @Test
    void showsCodeThatIsCompiled() throws Exception {
        List<String> shown = all("```java\\n([^`]+)```");

        assertThat(shown)
                .containsExactly(
                        region("before/Customer.java"),
                        region("before/Customers.java"),
                        region("after/Customer.java"),
                        region("after/Customers.java"),
                        region("BackFill.java"));
    }

    private static String read() {
        try {
            return Files.readString(Path.of("..", "docs", "field-encryption.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the first group of every match in the page} */
    private static List<String> all(String pattern) {
        return Pattern.compile(pattern)
                .matcher(PAGE)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String region(String file) throws IOException {
        String source = Files.readString(SOURCES.resolve(file));
        int start = source.indexOf('\n', source.indexOf("// region")) + 1;
        return source.substring(start, source.lastIndexOf('\n', source.indexOf("// endregion")) + 1);
    }

    private static io.redoubt.spring.walkthrough.before.Version.Desk desk(ConfigurableApplicationContext service) {
        return service.getBean(io.redoubt.spring.walkthrough.before.Version.Desk.class);
    }

    private static io.redoubt.spring.walkthrough.after.Version.Desk newDesk(ConfigurableApplicationContext service) {
        return service.getBean(io.redoubt.spring.walkthrough.after.Version.Desk.class);
    }

    /** The steps of the page, two versions of the service beside each other at each. */
    private record Walk(
            JdbcClient database, Settings settings, Path lock, Iterator<String> statements, Iterator<String> outputs) {

        ConfigurableApplicationContext before() {
            database.sql("create sequence customer_seq increment 50").update();
            database.sql("create table customer (id bigint primary key, email varchar(255))")
                    .update();
            return start(io.redoubt.spring.walkthrough.before.Version.class, settings);
        }

        private ConfigurableApplicationContext after(String migration, String lockProperty) {
            return start(
                    io.redoubt.spring.walkthrough.after.Version.class,
                    settings.with("redoubt.fields.attributes[customer.email].migration", migration)
                            .with("redoubt.fields." + lockProperty, lock.toString()));
        }

        private static ConfigurableApplicationContext start(Class<?> version, Settings settings) {
            return new SpringApplicationBuilder(version, Application.class)
                    .web(WebApplicationType.NONE)
                    .properties(settings.properties())
                    .run();
        }

        void beginsWithPlaintext(ConfigurableApplicationContext before) {
            assertThat(desk(before).add("ada@example.com")).isEqualTo(1);
            desk(before).add("bob@example.com");
            showsRows();
            execute();
        }

        void readsBoth(ConfigurableApplicationContext before) throws IOException {
            assertThatThrownBy(() -> after("read-both-write-plain", "lock"))
                    .hasStackTraceContaining(outputs.next().strip());
            try (ConfigurableApplicationContext both = after("read-both-write-plain", "write-lock")) {
                assertThat(all("```json\\n([^`]+)```")).containsExactly(Files.readString(lock));
                long carol = newDesk(both).add("carol@example.com");
                assertThat(desk(before).email(carol)).isEqualTo("carol@example.com");
                assertThat(newDesk(both).find("ada@example.com")).containsExactly(1L);
                desk(before).change(carol, "carol@example.net");
                assertThat(newDesk(both).find("carol@example.net")).containsExactly(carol);
                assertThat(newDesk(both).email(carol)).isEqualTo("carol@example.net");
                assertThat(newDesk(both).find("carol@example.com")).isEmpty();
            }
        }

        void writesCiphertext() {
            try (ConfigurableApplicationContext both = after("read-both-write-plain", "lock");
                    ConfigurableApplicationContext encrypting = after("read-both-write-encrypted", "lock")) {
                long dan = newDesk(encrypting).add("Dan@Example.com");
                assertThat(newDesk(both).email(dan)).isEqualTo("Dan@Example.com");
                assertThat(newDesk(both).find("dan@example.com")).containsExactly(dan);
                assertThat(newDesk(encrypting).find("ada@example.com")).containsExactly(1L);
                showsRows();

                BackFill backFill = new BackFill(
                        database, encrypting.getBean(FieldCipher.class), encrypting.getBean(ServiceKeyset.class));
                assertThat(backFill.run()).isEqualTo(3);
                assertThat(backFill.run()).isZero();
                assertThat(newDesk(both).find("carol@example.net")).hasSize(1);
                showsRows();
            }
        }

        void refusesPlaintext() {
            try (ConfigurableApplicationContext encrypted = after("encrypted-only", "write-lock")) {
                assertThat(newDesk(encrypted).find("ADA@EXAMPLE.com")).containsExactly(1L);
                execute();
                refuses(encrypted, 2);
                execute();
                refuses(encrypted, 1);
            }
            assertThatThrownBy(() -> after("read-both-write-encrypted", "lock"))
                    .hasStackTraceContaining(outputs.next().strip());
        }

        private void refuses(ConfigurableApplicationContext service, long id) {
            List<SecurityEvent> events = service.getBean(Application.class).seen();
            events.clear();
            assertThatThrownBy(() -> newDesk(service).email(id)).isInstanceOf(FieldException.class);
            assertThat(events)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            SecurityEvent.FieldRefused.class,
                            event -> assertThat(outputs.next())
                                    .isEqualTo("value refused: code=" + event.code() + " entity=" + event.entity()
                                            + " field=" + event.field() + " reason=\"" + event.detail() + "\"\n"));
        }

        private void execute() {
            for (String statement : statements.next().split(";\\s*", -1)) {
                database.sql(statement).update();
            }
        }

        private void showsRows() {
            assertThat(masked(Psql.table(database.sql(statements.next()).query().listOfRows())))
                    .isEqualTo(masked(outputs.next()));
        }
    }

    private static String masked(String text) {
        return PASSING.matcher(text).replaceAll("#");
    }

    private Settings settings(DatabaseServer database) {
        Path keyset = TestKeyset.ofOrders().writeTo(directory.resolve("keyset.json"));
        return database.of(TestKeyset.in(keyset, Settings.none().with("redoubt.service", "orders")))
                .with("spring.jpa.hibernate.ddl-auto", "none");
    }

    /** What both versions of the service have beside their entities. */
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
