package io.redoubt.benchmarks.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.security.Key;
import java.util.List;
import java.util.Set;

/** Nimbus JOSE+JWT's {@code DefaultJWTProcessor}, which Spring Security stands on. */
final class NimbusCheck implements TokenCheck {

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    private NimbusCheck() {}

    static NimbusCheck of(TokenMint mint) throws JOSEException {
        NimbusCheck check = new NimbusCheck();
        check.processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        check.processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                TokenMint.AUDIENCE,
                new JWTClaimsSet.Builder().issuer(mint.issuer()).build(),
                Set.of("sub", "iat", "exp", "jti", "client_id")));
        if (mint.algorithm() == Algorithm.EDDSA) {
            check.useTink(mint);
        } else {
            check.processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                    JWSAlgorithm.parse(mint.algorithm().joseName()), keys(mint)));
        }
        return check;
    }

    static JWKSource<SecurityContext> keys(TokenMint mint) {
        return new ImmutableJWKSet<>(new JWKSet(mint.jwk()));
    }

    /** The processor's own factory has no Ed25519: this is the verifier that Nimbus has for it. */
    private void useTink(TokenMint mint) throws JOSEException {
        JWSVerifier verifier = new Ed25519Verifier((OctetKeyPair) mint.jwk());
        processor.setJWSKeySelector((header, context) -> List.of(mint.key()));
        processor.setJWSVerifierFactory(new DefaultJWSVerifierFactory() {
            @Override
            public JWSVerifier createJWSVerifier(JWSHeader header, Key key) {
                return verifier;
            }
        });
    }

    @Override
    public Object check(String token) throws Exception {
        return processor.process(token, null);
    }
}
