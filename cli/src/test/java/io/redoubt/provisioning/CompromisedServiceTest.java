package io.redoubt.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.internal.Enc;
import io.redoubt.internal.EnvelopeSigner;
import io.redoubt.internal.EnvelopeType;
import io.redoubt.internal.SignedEnvelope;
import io.redoubt.key.FieldName;
import io.redoubt.key.IndexName;
import io.redoubt.key.KeyState;
import io.redoubt.key.KeysetCheck;
import io.redoubt.key.KeysetException;
import io.redoubt.key.KeysetLocation;
import io.redoubt.key.Purpose;
import io.redoubt.key.ServiceKeyset;
import io.redoubt.key.Subject;
import io.redoubt.key.Suite;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * One of twenty services is taken, with its whole keyset of two epochs; the other nineteen, of mixed suites, stay closed. The
 * first test shows that the thief is worth the name: at the taken service he opens, predicts and signs everything.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompromisedServiceTest {

    private static final TrustDomain TRUST_DOMAIN = new TrustDomain("shop.example");
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
    private static final FieldName EMAIL = new FieldName("customer", "email");
    private static final IndexName EMAIL_INDEX = new IndexName(EMAIL, "by-email", "email-1", 128);
    private static final Subject SUBJECT = new Subject(Optional.empty(), "7");
    private static final byte[] VALUE = "somebody@example.com".getBytes(StandardCharsets.UTF_8);
    private static final byte[] PLACE = "customer/email/1".getBytes(StandardCharsets.UTF_8);
    private static final List<Purpose> MACS = List.of(Purpose.STATE_KEY, Purpose.DPOP_NONCE, Purpose.LOG_PSEUDONYM);

    private final Map<ServiceName, ServiceKeyset> fleet = new LinkedHashMap<>();
    private Path folder;
    private ServiceName taken;
    private Thief thief;
    private Manifest manifest;

    @BeforeAll
    void issueAndSteal(@TempDir Path temporary) throws Exception {
        folder = temporary;
        FleetDirectory directory = FleetDirectory.at(folder);
        Files.writeString(directory.fleetFile(), fleetFile());
        try (Root root = TestRoots.inMemory(TestRoots.counting(7));
                Fleet issued = Fleet.init(
                        directory,
                        TRUST_DOMAIN,
                        root,
                        new RootName("r1", "memory"),
                        new Operator("test", NOW, new SecureRandom()))) {
            for (ServiceRecord service : issued.issueAll((service, done, all) -> {})) {
                issued.rotate(service.service(), Set.of(), Map.of());
            }
            manifest = issued.manifest();
        }
        for (ServiceRecord service : manifest.services()) {
            fleet.put(service.service(), open(directory.keyset(service.service()), service.service()));
        }
        taken = new ServiceName("service-7");
        thief = Thief.of(TRUST_DOMAIN, Files.readAllBytes(directory.keyset(taken)));
    }

    private static String fleetFile() {
        List<Suite> suites = Purpose.FIELD.suites();
        List<String> services = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            services.add("\"service-%d\": {\"suites\": {\"field\": \"%s\", \"sign\": \"%s\"}}"
                    .formatted(i, suites.get(i % suites.size()).id(), i % 3 == 0 ? "ED25519" : "ES256"));
        }
        return "{\"v\": 1, \"trustDomain\": \"shop.example\", \"lifetimeDays\": 90, \"suites\": {}, \"services\": {"
                + String.join(",", services) + "}}";
    }

    private ServiceKeyset open(Path file, ServiceName service) throws KeysetException {
        return ServiceKeyset.open(
                KeysetLocation.of(
                        TRUST_DOMAIN, service, file, manifest.provisioner().keys()),
                event -> {},
                NOW);
    }

    @AfterAll
    void close() {
        fleet.values().forEach(ServiceKeyset::close);
    }

    private List<ServiceKeyset> others() {
        return fleet.entrySet().stream()
                .filter(service -> !service.getKey().equals(taken))
                .map(Map.Entry::getValue)
                .toList();
    }

    private ServiceKeyset own() {
        return fleet.get(taken);
    }

    @Test
    void at_the_taken_service_the_thief_opens_predicts_and_signs_everything() throws Exception {
        assertThat(thief.keys()).isEqualTo(2 * Purpose.all().size());
        assertThat(thief.open(own().sealing(Purpose.FIELD, EMAIL).seal(VALUE, PLACE), PLACE, EMAIL))
                .contains(VALUE);
        assertThat(thief.open(own().sealing(Purpose.FIELD_EQ, EMAIL).seal(VALUE, PLACE), PLACE, EMAIL))
                .contains(VALUE);
        assertThat(thief.open(wrapped(own()), placeOfWrapped(own()), EMAIL)).isPresent();
        assertThat(thief.codes(VALUE, EMAIL_INDEX)).containsAll(codesOf(own()));
        assertThat(thief.publicKeys()).containsAll(publicKeysOf(taken));
    }

    @Test
    void he_opens_no_ciphertext_of_another_service() {
        assertThat(others()).hasSize(19).allSatisfy(victim -> {
            for (byte[] sealed : List.of(
                    victim.sealing(Purpose.FIELD, EMAIL).seal(VALUE, PLACE),
                    victim.sealing(Purpose.FIELD_EQ, EMAIL).seal(VALUE, PLACE))) {
                assertThat(thief.open(sealed, PLACE, EMAIL)).isEmpty();
            }
            assertThat(thief.open(wrapped(victim), placeOfWrapped(victim), EMAIL))
                    .isEmpty();
        });
    }

    private static byte[] wrapped(ServiceKeyset keyset) {
        return keyset.newSubjectKey(SUBJECT, 1, new SecureRandom()).bytes();
    }

    private static byte[] placeOfWrapped(ServiceKeyset keyset) {
        return Enc.label("redoubt/subject/v1")
                .ascii(keyset.trustDomain().value())
                .ascii(keyset.service().value())
                .optionalText(Optional.empty())
                .text(SUBJECT.id())
                .number(1)
                .number(keyset.primary(Purpose.SUBJECT_WRAP).epoch())
                .toBytes();
    }

    @Test
    void he_predicts_no_index_code_name_nonce_or_pseudonym_of_another_service() throws Exception {
        Set<String> guesses = thief.codes(VALUE, EMAIL_INDEX);

        assertThat(others()).allSatisfy(victim -> assertThat(codesOf(victim)).doesNotContainAnyElementsOf(guesses));
    }

    @Test
    void no_two_services_make_the_same_code() {
        Set<String> seen = new LinkedHashSet<>();
        fleet.values()
                .forEach(service -> codesOf(service)
                        .forEach(code -> assertThat(seen.add(code)).as(code).isTrue()));
    }

    @Test
    void he_signs_for_no_other_service_and_for_no_provisioner() {
        Set<String> theirs = new LinkedHashSet<>(manifest.provisioner().keys());
        fleet.keySet().stream()
                .filter(service -> !service.equals(taken))
                .forEach(service -> theirs.addAll(publicKeysOf(service)));

        assertThat(theirs).hasSize(1 + 19 * 2);
        assertThat(thief.publicKeys()).doesNotContainAnyElementsOf(theirs);
    }

    @Test
    void from_what_he_has_the_derivation_gives_no_key_of_another_service() throws Exception {
        List<byte[]> publicBytes = new ArrayList<>();
        Set<String> fingerprints = new LinkedHashSet<>();
        for (ServiceRecord service : manifest.services()) {
            for (KeyRecord key : service.keys()) {
                publicBytes.add(HexFormat.of().parseHex(key.entry().fingerprint()));
                if (!service.service().equals(taken)) {
                    fingerprints.add(key.entry().fingerprint());
                }
            }
        }
        assertThat(fingerprints).hasSize(19 * 2 * Purpose.all().size());
        for (int epoch = 1; epoch <= 3; epoch++) {
            assertThat(thief.fingerprintsOfGuessedLeaves(new ServiceName("service-8"), epoch, publicBytes))
                    .doesNotContainAnyElementsOf(fingerprints);
        }
        assertThat(thief.fingerprintsOfGuessedLeaves(taken, 3, publicBytes)).doesNotContainAnyElementsOf(fingerprints);
    }

    @Test
    void his_file_is_no_keyset_for_another_service_however_he_names_it() throws Exception {
        FleetDirectory directory = FleetDirectory.at(folder);
        byte[] stolen = Files.readAllBytes(directory.keyset(taken));
        byte[] payload = SignedEnvelope.read(stolen).unverifiedPayload();
        byte[] renamed = new String(payload, StandardCharsets.UTF_8)
                .replace("service-7", "service-8")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(refusalAtAnother(stolen)).isEqualTo(KeysetCheck.ADDRESSEE);
        for (EnvelopeSigner signer : thief.signers()) {
            assertThat(refusalAtAnother(SignedEnvelope.write(EnvelopeType.KEYSET, renamed, signer)))
                    .isEqualTo(KeysetCheck.SIGNATURE);
        }
    }

    private KeysetCheck refusalAtAnother(byte[] file) throws Exception {
        Path mounted = Files.write(folder.resolve("mounted.json"), file);
        Files.setPosixFilePermissions(mounted, PosixFilePermissions.fromString("rw-------"));
        return catchThrowableOfType(KeysetException.class, () -> open(mounted, new ServiceName("service-8")))
                .check();
    }

    /** What the service would store or send for one value, in every live epoch. */
    private static List<String> codesOf(ServiceKeyset service) {
        List<String> codes = new ArrayList<>();
        service.indexes(EMAIL_INDEX).forEach(key -> codes.add(Thief.prefix(key.code(VALUE))));
        MACS.forEach(purpose -> service.macs(purpose).live().forEach(key -> codes.add(Thief.prefix(key.mac(VALUE)))));
        return codes;
    }

    private List<String> publicKeysOf(ServiceName service) {
        return manifest.service(service).keys().stream()
                .filter(key -> key.state() == KeyState.PRIMARY || key.state() == KeyState.PREPARED)
                .flatMap(key -> key.publicKey().stream())
                .toList();
    }
}
