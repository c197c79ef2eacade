package io.redoubt.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.docs.customers.BackFill;
import io.redoubt.docs.customers.CustomersService;
import io.redoubt.field.FieldCipher;
import io.redoubt.key.ServiceKeyset;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who follows the page about encrypted fields sees what it shows. */
class FieldsPageTest {

    private static final Page PAGE = Page.named("field-encryption.md");
    private static final Path SOURCES = Path.of("src/test/java/io/redoubt/docs/customers");

    /** What is different each time: ciphertexts and index codes. */
    private static final Pattern PASSING = Pattern.compile("r1\\.[A-Za-z0-9_-]+|\\\\x0001[0-9a-f]{32}");

    @TempDir
    private Path directory;

    @Test
    void takesATableFromPlaintextToCiphertextWithoutDowntime() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            Walk walk = new Walk(
                    JdbcClient.create(postgres.getPostgresDatabase()),
                    CustomersService.with(postgres.getJdbcUrl("postgres", "postgres"), directory));
            walk.prepare();
            try (ConfigurableApplicationContext before = walk.before()) {
                assertThat(desk(before).add("ada@example.com")).isEqualTo(1);
                desk(before).add("bob@example.com");
                walk.shows("### 1.", "select * from customer order by id");
                walk.alter();
                walk.readsBoth(before);
            }
            walk.writesCiphertext();
            walk.refusesPlaintext();
        }
    }

    private static io.redoubt.docs.customers.before.Version.Desk desk(ConfigurableApplicationContext service) {
        return service.getBean(io.redoubt.docs.customers.before.Version.Desk.class);
    }

    private static io.redoubt.docs.customers.after.Version.Desk newDesk(ConfigurableApplicationContext service) {
        return service.getBean(io.redoubt.docs.customers.after.Version.Desk.class);
    }

    /** The steps of the page, two versions of the service beside each other at each. */
    private record Walk(JdbcClient database, CustomersService service) {

        void prepare() {
            database.sql("create sequence customer_seq increment 50").update();
            database.sql("create table customer (id bigint primary key, email varchar(255))")
                    .update();
        }

        ConfigurableApplicationContext before() {
            return service.start(io.redoubt.docs.customers.before.Version.class, Map.of());
        }

        ConfigurableApplicationContext after(String migration) {
            return service.start(
                    io.redoubt.docs.customers.after.Version.class,
                    Map.of("redoubt.fields.attributes.[customer.email].migration", migration));
        }

        void alter() {
            for (String statement :
                    under("### 1.").all("```sql\\n([^`]+)```").get(0).split(";\\s*")) {
                if (!statement.isBlank()) {
                    database.sql(statement).update();
                }
            }
        }

        void readsBoth(ConfigurableApplicationContext before) {
            try (ConfigurableApplicationContext both = after("read-both-write-plain")) {
                long carol = newDesk(both).add("carol@example.com");
                assertThat(desk(before).email(carol)).isEqualTo("carol@example.com");
                assertThat(newDesk(both).find("ada@example.com")).containsExactly(1L);
                desk(before).change(carol, "carol@example.net");
                assertThat(newDesk(both).find("carol@example.net")).containsExactly(carol);
                assertThat(newDesk(both).find("carol@example.com")).isEmpty();
            }
        }

        void writesCiphertext() throws Exception {
            try (ConfigurableApplicationContext both = after("read-both-write-plain");
                    ConfigurableApplicationContext encrypting = after("read-both-write-encrypted")) {
                long dan = newDesk(encrypting).add("Dan@Example.com");
                assertThat(newDesk(both).email(dan)).isEqualTo("Dan@Example.com");
                assertThat(newDesk(both).find("dan@example.com")).containsExactly(dan);
                assertThat(newDesk(encrypting).find("ada@example.com")).containsExactly(1L);
                shows("### 3.", "select id, email, email_bidx from customer order by id");

                BackFill backFill = new BackFill(
                        database, encrypting.getBean(FieldCipher.class), encrypting.getBean(ServiceKeyset.class));
                assertThat(backFill.run()).isEqualTo(3);
                assertThat(backFill.run()).isZero();
                shows("### 4.", "select id, email, email_bidx from customer order by id");
                assertThat(newDesk(both).find("carol@example.net")).hasSize(1);
            }
        }

        void refusesPlaintext() {
            try (ConfigurableApplicationContext encrypted = after("encrypted-only")) {
                assertThat(newDesk(encrypted).find("ADA@example.COM")).isEmpty();
                assertThat(newDesk(encrypted).find("ada@EXAMPLE.com")).containsExactly(1L);
                for (String attack : PAGE.under("## What an intruder gets").all("```sql\\n([^`]+)```")) {
                    database.sql(attack).update();
                }
                assertThatThrownBy(() -> newDesk(encrypted).email(2)).hasStackTraceContaining("");
            }
        }

        void shows(String heading, String query) {
            assertThat(List.of(masked(Table.of(database, query))))
                    .containsExactlyElementsOf(under(heading).all("```text\\n([^`]+)```").stream()
                            .map(FieldsPageTest::masked)
                            .toList());
        }

        private static Page under(String heading) {
            return new Page(PAGE.all("(?ms)^" + Pattern.quote(heading) + "(.*?)(?=^###? |\\z)")
                    .get(0));
        }
    }

    private static String masked(String text) {
        return PASSING.matcher(text)
                .replaceAll("#")
                .replaceAll("-{5,}", "-----")
                .replaceAll(" +", " ");
    }
}
