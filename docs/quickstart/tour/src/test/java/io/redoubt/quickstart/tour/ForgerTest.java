package io.redoubt.quickstart.tour;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ForgerTest {

    private RSAKey key;
    private SignedJWT genuine;
    private Forger forger;

    @BeforeEach
    void issue() throws Exception {
        key = new RSAKeyGenerator(2048).keyID("k1").generate();
        genuine = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(),
                new JWTClaimsSet.Builder().subject("shop").audience("orders").build());
        genuine.sign(new RSASSASigner(key));
        forger = new Forger(genuine.serialize());
    }

    @Test
    void signsTheSameClaimsUnderTheSameKeyIdWithAnotherKey() throws Exception {
        SignedJWT forged = SignedJWT.parse(forger.signedWithAnotherKey());

        assertThat(forged.getHeader().getKeyID()).isEqualTo("k1");
        assertThat(forged.getJWTClaimsSet()).isEqualTo(genuine.getJWTClaimsSet());
        assertThat(forged.verify(new RSASSAVerifier(key))).isFalse();
    }

    @Test
    void leavesTheSignatureOut() throws Exception {
        String unsigned = forger.unsigned();

        assertThat(unsigned).endsWith(".");
        assertThat(JWTParser.parse(unsigned)).isInstanceOf(PlainJWT.class);
        assertThat(JWTParser.parse(unsigned).getJWTClaimsSet()).isEqualTo(genuine.getJWTClaimsSet());
    }

    @Test
    void changesTheSubjectAndKeepsTheSignature() throws Exception {
        SignedJWT tampered = SignedJWT.parse(forger.tampered());

        assertThat(tampered.getJWTClaimsSet().getSubject()).isEqualTo("admin");
        assertThat(tampered.getJWTClaimsSet().getAudience()).containsExactly("orders");
        assertThat(tampered.getSignature()).isEqualTo(genuine.getSignature());
        assertThat(tampered.verify(new RSASSAVerifier(key))).isFalse();
    }
}
