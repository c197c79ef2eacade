package io.redoubt.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.RSADecrypter;
import java.io.ByteArrayInputStream;
import java.security.PrivateKey;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The catalogue as data; whether a service answers as it says is tested where there is one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackCatalogueTest {

    private final TestClock clock = TestClock.at(Instant.parse("2026-01-01T12:00:00Z"));
    private final TestIssuer issuer = TestIssuer.start(clock);
    private final TestIssuer stranger = TestIssuer.start(clock);
    private final AttackTarget target = AttackTarget.of(issuer, stranger);

    @AfterAll
    void stop() {
        issuer.close();
        stranger.close();
    }

    @Test
    void givesEachAttackAnIdOfItsOwn() {
        Set<String> ids = new HashSet<>();

        assertThat(AttackCatalogue.all())
                .hasSizeGreaterThan(900)
                .allSatisfy(attack ->
                        assertThat(ids.add(attack.id())).as(attack.id()).isTrue())
                .allSatisfy(attack -> assertThat(attack.id()).matches("[A-K]-\\d+\\.[A-Za-z0-9-]+"));
    }

    @Test
    void saysOfEachAttackWhatItIs() {
        assertThat(AttackCatalogue.all()).allSatisfy(attack -> {
            assertThat(attack.title()).isNotBlank();
            assertThat(attack.form()).isNotBlank();
            assertThat(attack.source()).isNotBlank();
            assertThat(attack.answer().accepts()).isEqualTo(attack.answer().status() == 200);
            assertThat(attack).hasToString(attack.id());
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"SIGNATURE", "HEADER", "CLAIMS", "ENCRYPTION", "ENCODING", "SERVICE"})
    void findsTheAttacksOfAGroup(AttackGroup group) {
        assertThat(AttackCatalogue.group(group))
                .isNotEmpty()
                .allSatisfy(attack -> assertThat(attack.id()).startsWith(group.letter() + "-"));
    }

    @Test
    void formsEveryToken() {
        assertThat(AttackCatalogue.all())
                .allSatisfy(attack -> assertThat(attack.token(target)).isNotEmpty());
        assertThat(target.outboundCalls()).isZero();
    }

    /** A text that looks bad and is the good token's own would be an attack that cannot fail. */
    @Test
    void neverFormsTheGoodToken() {
        List<String> bad = AttackCatalogue.all().stream()
                .filter(attack -> attack.answer().status() == 401)
                .map(attack -> attack.token(target))
                .toList();

        assertThat(bad).doesNotContain(target.good().sign()).isNotEmpty();
    }

    @Test
    void publishesKeysThatMustNotBeUsed() {
        assertThat(issuer.jwkSet()).contains("\"rsa-1024\"", "\"oct-word\"", "\"twin\"", "\"ec-off-curve\"");
    }

    @Test
    void tellsAServicesReasonFromAValidators() {
        Attack quoted = AttackCatalogue.all().stream()
                .filter(attack -> attack.number() == 123)
                .findFirst()
                .orElseThrow();

        assertThat(quoted.answer().reason()).contains("request.malformed-credentials");
        assertThat(quoted.tokenReason()).contains("token.malformed");
    }

    @Test
    void encryptsSoThatTheKeysOwnerCouldRead() throws Exception {
        JWEObject encrypted = JWEObject.parse(EncryptedForgery.forRsaKey(target, "claims"));

        encrypted.decrypt(new RSADecrypter(rsaKey()));

        assertThat(encrypted.getPayload()).hasToString("claims");
    }

    @Test
    void writesCertificatesThatAreCertificates() throws Exception {
        String der = CertificateForgery.of(stranger, clock.instant(), "2b06010505070303");

        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(Base64.getDecoder().decode(der)));

        certificate.verify(stranger.publicKey("ES256"));
        certificate.checkValidity(Date.from(clock.instant()));
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.3");
        Date later = Date.from(clock.instant().plus(Duration.ofDays(366)));
        assertThatThrownBy(() -> certificate.checkValidity(later)).isInstanceOf(CertificateExpiredException.class);
    }

    @Test
    void numbersTheScenarios() {
        assertThat(AttackCatalogue.scenarios().stream().map(AttackScenario::id))
                .doesNotHaveDuplicates()
                .contains("A-16", "H-161", "J-186", "K-206");
        Set<Integer> omitted =
                AttackCatalogue.omissions().stream().map(AttackOmission::number).collect(Collectors.toSet());
        assertThat(AttackCatalogue.all()).noneMatch(attack -> omitted.contains(attack.number()));
    }

    private PrivateKey rsaKey() {
        return issuer.signingKey("RS256").privateKey();
    }
}
