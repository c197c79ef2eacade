package io.redoubt.quickstart.safe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.provisioning.Fleet;
import io.redoubt.provisioning.FleetDirectory;
import io.redoubt.provisioning.Operator;
import io.redoubt.provisioning.Pkcs12Root;
import io.redoubt.provisioning.RootName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "redoubt.service=orders")
class SafeTest {

    private static final String NOTE = "the key is under the mat";

    @TempDir
    private static Path directory;

    @LocalServerPort
    private int port;

    private RestTestClient http;

    @DynamicPropertySource
    static void issueAKeyset(DynamicPropertyRegistry properties) throws IOException {
        FleetDirectory files = FleetDirectory.at(directory.resolve("fleet"));
        Files.createDirectory(files.path());
        Files.writeString(files.fleetFile(), """
                {"v": 1, "trustDomain": "shop.example", "lifetimeDays": 1, "services": {"orders": {}}}
                """);
        String keyset = files.keyset(new ServiceName("orders")).toAbsolutePath().toString();
        SecureRandom random = new SecureRandom();
        try (Pkcs12Root root =
                        Pkcs12Root.create(directory.resolve("root.p12"), "a test password".toCharArray(), random);
                Fleet fleet = Fleet.init(
                        files,
                        new TrustDomain("shop.example"),
                        root,
                        new RootName("test", "pkcs12"),
                        new Operator("test", Clock.systemUTC(), random))) {
            fleet.issue(new ServiceName("orders"));
            String provisioner = fleet.manifest().provisioner().keys().get(0);
            properties.add("redoubt.keys.provisioner-keys", () -> provisioner);
        }
        properties.add("redoubt.keys.location", () -> keyset);
    }

    @BeforeEach
    void connect() {
        http = RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
    }

    @Test
    void opensWhatItSealed() {
        String sealed = seal();

        assertThat(sealed).startsWith("1.").doesNotContain(NOTE);
        post("/open", sealed).expectStatus().isOk().expectBody(String.class).isEqualTo(NOTE);
    }

    @Test
    void neverSealsTwiceAlike() {
        assertThat(seal()).isNotEqualTo(seal());
    }

    @Test
    void refusesAChangedNoteWithoutAWord() {
        String sealed = seal();
        char last = sealed.charAt(2) == 'A' ? 'B' : 'A';

        refused("1." + last + sealed.substring(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.AAAA", "1.", "1.AAAA", "1.not base64", "one.AAAA", "AAAA", "."})
    void refusesWhatNobodySealedWithoutAWord(String stored) {
        refused(stored);
    }

    private void refused(String stored) {
        post("/open", stored).expectStatus().isBadRequest().expectBody().isEmpty();
    }

    private String seal() {
        byte[] sealed = post("/seal", NOTE)
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBodyContent();
        return new String(Objects.requireNonNull(sealed), UTF_8);
    }

    private ResponseSpec post(String path, String text) {
        return http.post()
                .uri(path)
                .contentType(MediaType.TEXT_PLAIN)
                .body(text)
                .exchange();
    }
}
