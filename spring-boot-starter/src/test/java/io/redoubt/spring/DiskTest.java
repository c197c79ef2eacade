package io.redoubt.spring;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.spring.customers.Customer;
import io.redoubt.spring.customers.CustomerRepository;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What somebody finds who takes the disk of the database, its write-ahead log included, or a dump: nothing of encrypted values,
 * and what was not encrypted at once.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiskTest {

    private static final String PLAIN = "Planted-City-In-Plaintext";
    private static final String FIRST = "planted.first@test-only.example";
    private static final String SECOND = "planted.second@test-only.example";
    private static final List<String> SECRETS = List.of(FIRST, SECOND);

    private Path data;
    private String dump = "";

    @BeforeAll
    void keepCustomers(@TempDir Path directory) throws Exception {
        data = directory.resolve("data");
        Path keyset = TestKeyset.ofOrders().writeTo(directory.resolve("keyset.json"));
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .start();
        try (DatabaseServer server = new DatabaseServer(postgres)) {
            Settings settings = server.of(TestKeyset.in(keyset, Settings.none().with("redoubt.service", "orders")))
                    .with(
                            "redoubt.fields.write-lock",
                            directory.resolve("redoubt-fields.lock").toString());
            try (ConfigurableApplicationContext application = RunningApplication.builder(
                            settings, CustomersApplication.class)
                    .web(WebApplicationType.NONE)
                    .run()) {
                CustomerRepository customers = application.getBean(CustomerRepository.class);
                Customer customer = customers.save(new Customer(PLAIN, FIRST));
                customer.setEmail(SECOND);
                customers.save(customer);
                customers.delete(customers.save(new Customer(PLAIN, FIRST)));
                assertThat(customers.findById(customer.getId()).orElseThrow().getEmail())
                        .isEqualTo(SECOND);
            }
            server.execute("checkpoint");
            dump = dump(postgres.getPort());
        }
    }

    /** Beside the tests that need the dump, others are right without. */
    private static String dump(int port) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(
                            "pg_dump", "--host=localhost", "--port=" + port, "--username=postgres", "postgres")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String dump = new String(process.getInputStream().readAllBytes(), UTF_8);
            process.waitFor();
            return dump;
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void holdsWhatIsNotEncrypted() throws IOException {
        assertThat(filesWith(PLAIN, "")).isNotEmpty();
        assertThat(filesWith(PLAIN, "pg_wal")).as("in the write-ahead log").isNotEmpty();
    }

    @Test
    void holdsNothingOfWhatIs() throws IOException {
        for (String secret : SECRETS) {
            assertThat(filesWith(secret, "")).as(secret).isEmpty();
        }
    }

    @Test
    @Tag("needs-pg-dump")
    void isDumpedWithoutWhatIsEncrypted() {
        assertThat(PlantedValue.of(PLAIN).in(dump.getBytes(UTF_8))).contains("UTF-8");
        for (String secret : SECRETS) {
            assertThat(PlantedValue.of(secret).in(dump.getBytes(UTF_8))).isEmpty();
        }
    }

    /** A search that finds nothing anywhere would show nothing. */
    @Test
    void isSearchedForEveryGuise() {
        PlantedValue planted = PlantedValue.of(FIRST);
        planted.guises().forEach((name, bytes) -> {
            byte[] page = new byte[8192];
            System.arraycopy(bytes, 0, page, 1001, bytes.length);
            assertThat(planted.in(page)).as(name).contains(name);
        });
        for (int before = 0; before < 3; before++) {
            byte[] encoded =
                    Base64.getEncoder().encode(("xyz".substring(0, before) + FIRST + " and more").getBytes(UTF_8));
            assertThat(planted.in(encoded)).contains("base64 after " + before + " bytes");
        }
        assertThat(planted.in(SECOND.getBytes(US_ASCII))).isEmpty();
    }

    /** {@return each file below that holds a guise, and which} */
    private List<String> filesWith(String value, String below) throws IOException {
        PlantedValue planted = PlantedValue.of(value);
        try (Stream<Path> files = Files.walk(data.resolve(below))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file + " " + planted.in(bytes(file)))
                    .filter(found -> !found.endsWith(" []"))
                    .toList();
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
