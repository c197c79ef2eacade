package io.redoubt.quickstart.tour;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientKeyTest {

    private static final URI ORDERS = URI.create("http://localhost:8080/orders");

    private final ClientKey key = ClientKey.create();

    ClientKeyTest() throws Exception {}

    @Test
    void provesItselfForOneRequest() throws Exception {
        SignedJWT proof = SignedJWT.parse(key.proof("GET", ORDERS, "a.b.c", Optional.of("n1")));

        assertThat(proof.getHeader().getType()).hasToString("dpop+jwt");
        assertThat(proof.getHeader().getJWK().isPrivate()).isFalse();
        assertThat(proof.verify(new ECDSAVerifier(proof.getHeader().getJWK().toECKey())))
                .isTrue();
        assertThat(proof.getJWTClaimsSet().getClaims())
                .containsEntry("htm", "GET")
                .containsEntry("htu", "http://localhost:8080/orders")
                // printf a.b.c | openssl dgst -sha256 -binary | basenc --base64url
                .containsEntry("ath", "hF4wRIgJ4ryJWOsCW_x5UjXROwd6U9DDq70jhRcNybg")
                .containsEntry("nonce", "n1")
                .containsKeys("jti", "iat");
    }

    @Test
    void makesANewProofEachTime() throws Exception {
        SignedJWT first = SignedJWT.parse(key.proof("POST", ORDERS));
        SignedJWT second = SignedJWT.parse(key.proof("POST", ORDERS));

        assertThat(first.getHeader().getJWK()).isEqualTo(second.getHeader().getJWK());
        assertThat(first.getJWTClaimsSet().getJWTID())
                .isNotEqualTo(second.getJWTClaimsSet().getJWTID());
        assertThat(first.getJWTClaimsSet().getClaims()).doesNotContainKeys("ath", "nonce");
    }
}
