package io.redoubt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.field.FieldCipher;
import io.redoubt.field.FieldContext;
import io.redoubt.field.FieldType;
import io.redoubt.internal.JsonException;
import io.redoubt.internal.JsonLimits;
import io.redoubt.internal.SignedEnvelope;
import io.redoubt.internal.StrictJson;
import io.redoubt.key.FieldName;
import io.redoubt.key.KeysetException;
import io.redoubt.key.KeysetLocation;
import io.redoubt.key.ServiceKeyset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive itself, run as its users run it, through the life of a service. */
class RedoubtJarIT {

    private static final Path JAR = Path.of("target", "redoubt.jar").toAbsolutePath();
    private static final String PASSWORD = "a test password";
    private static final JsonLimits LIMITS = new JsonLimits(SignedEnvelope.MAX_BYTES, 8, 10_000);

    /** Protobuf, in Tink, uses what newer versions of Java warn of. */
    private static final String OPTIONS =
            Runtime.version().feature() < 24 ? "" : "--sun-misc-unsafe-memory-access=allow";

    /** More of a secret than could be there by chance. */
    private static final int TELLING_BYTES = 12;

    @TempDir
    Path directory;

    private final List<String> said = new ArrayList<>();
    private final List<byte[]> secrets = new ArrayList<>();

    @Test
    void accompaniesAServiceThroughItsLife() throws Exception {
        Path password = Files.writeString(directory.resolve("password"), PASSWORD + "\n");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));

        Map<String, Object> begun = json("keys init --trust-domain shop.example --password-fd 3 --json");
        String provisionerKey = (String) ((List<?>) begun.get("provisionerKeys")).get(0);
        Files.writeString(directory.resolve("redoubt-fleet/fleet.json"), """
                {"v": 1, "trustDomain": "shop.example", "lifetimeDays": 90,
                 "services": {"orders": {}, "billing": {"suites": {"field": "XC20P"}}}}
                """);
        good("keys issue --all --password-fd 3");
        good("keys rotate orders --suite field=XA256GCM --password-fd 3");
        attest(provisionerKey);
        good("keys promote orders --replicas 1 --attest statement.json --password-fd 3");
        good("keys retire orders --epoch 1 --without-inventory --password-fd 3");
        good("keys retire orders --epoch 1 --destroy --password-fd 3");
        good("keys revoke orders --epoch 2 --password-fd 3");

        String pin = " --provisioner-key " + provisionerKey;
        assertThat(json("keys audit verify --json" + pin))
                .containsEntry("ok", true)
                .containsEntry("lines", 8L);
        assertThat(json("keys restore --verify --password-fd 3 --json")).containsEntry("differences", List.of());
        assertThat(json("keys fleet --json" + pin))
                .containsEntry("sharedKeys", 0L)
                .containsEntry("services", 2L);
        assertThat(json("keys blast-radius orders --json" + pin)).containsEntry("keysOfOthers", 8L);
        assertThat(good("keys inspect redoubt-fleet/keysets/orders/keyset.json"))
                .contains("compromised", "Signature good");
        assertThat(json("fields explain --json '" + seal(provisionerKey) + "'"))
                .containsEntry("epoch", 1L)
                .containsEntry("suite", "XC20P");

        assertNothingWasGivenAway();
    }

    private void attest(String provisionerKey) throws IOException, KeysetException {
        KeysetLocation location = KeysetLocation.of(
                new TrustDomain("shop.example"), new ServiceName("orders"), keyset("orders"), List.of(provisionerKey));
        try (ServiceKeyset keyset = ServiceKeyset.open(location, event -> {}, Clock.systemUTC())) {
            Files.write(directory.resolve("statement.json"), keyset.attestation("pod-1"));
        }
    }

    /** As psql prints a column of bytes. */
    private String seal(String provisionerKey) throws KeysetException {
        KeysetLocation location = KeysetLocation.of(
                new TrustDomain("shop.example"),
                new ServiceName("billing"),
                keyset("billing"),
                List.of(provisionerKey));
        try (ServiceKeyset keyset = ServiceKeyset.open(location, event -> {}, Clock.systemUTC())) {
            byte[] sealed = FieldCipher.of(keyset, event -> {})
                    .seal(FieldContext.of(new FieldName("invoice", "iban")), FieldType.TEXT, "a test value");
            return "\\x" + HexFormat.of().formatHex(sealed);
        }
    }

    private Path keyset(String service) {
        return directory.resolve("redoubt-fleet/keysets").resolve(service).resolve("keyset.json");
    }

    private String good(String line) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        // A shell opens the descriptor; it is also how people will.
        String command = "exec \"$0\" " + OPTIONS + " -jar \"$1\" " + line + " 3< password";
        ProcessBuilder builder = new ProcessBuilder(
                        "sh",
                        "-c",
                        command,
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        JAR.toString())
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("REDOUBT_ROOT", "file:root.p12");
        Process process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(line).isTrue();
        String answer = Files.readString(out);
        said.add(answer);
        said.add(Files.readString(err));
        assertThat(said.get(said.size() - 1)).as(line).isEmpty();
        assertThat(process.exitValue()).as(line).isZero();
        rememberSecrets();
        return answer;
    }

    private Map<String, Object> json(String line) throws IOException, InterruptedException, JsonException {
        return StrictJson.object(good(line).strip().getBytes(StandardCharsets.UTF_8), LIMITS);
    }

    /** The stored keys of every generation, as long as they are there. */
    private void rememberSecrets() throws IOException {
        for (Path keyset : Stream.of("orders", "billing")
                .map(this::keyset)
                .filter(Files::exists)
                .toList()) {
            try {
                byte[] payload = SignedEnvelope.read(Files.readAllBytes(keyset)).unverifiedPayload();
                Map<?, ?> sets = (Map<?, ?>) StrictJson.object(payload, LIMITS).get("sets");
                sets.values().forEach(set -> secrets.add(Base64.getUrlDecoder().decode((String) set)));
            } catch (JsonException e) {
                throw new AssertionError(e);
            }
        }
    }

    private void assertNothingWasGivenAway() {
        String all = String.join("\n", said);
        assertThat(secrets).hasSizeGreaterThan(16);
        assertThat(all).contains("field").doesNotContain(PASSWORD);
        assertThat(secrets.stream().flatMap(RedoubtJarIT::spellings).distinct()).noneMatch(all::contains);
    }

    /** Any part of the bytes, in hexadecimal digits and in both kinds of base64. */
    private static Stream<String> spellings(byte[] secret) {
        return IntStream.rangeClosed(0, secret.length - TELLING_BYTES).boxed().flatMap(from -> {
            byte[] part = Arrays.copyOfRange(secret, from, from + TELLING_BYTES);
            return Stream.of(
                    HexFormat.of().formatHex(part),
                    Base64.getEncoder().encodeToString(part),
                    Base64.getUrlEncoder().encodeToString(part));
        });
    }
}
