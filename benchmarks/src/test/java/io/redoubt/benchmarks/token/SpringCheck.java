package io.redoubt.benchmarks.token;

import javax.crypto.SecretKey;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Spring Security's {@code NimbusJwtDecoder} with its validators for RFC 9068. It has no EdDSA. */
final class SpringCheck implements TokenCheck {

    private final NimbusJwtDecoder decoder;

    private SpringCheck(NimbusJwtDecoder decoder) {
        this.decoder = decoder;
    }

    static SpringCheck of(TokenMint mint) {
        NimbusJwtDecoder decoder = decoder(mint);
        decoder.setJwtValidator(JwtValidators.createAtJwtValidator()
                .issuer(mint.issuer())
                .audience(TokenMint.AUDIENCE)
                .clientId(TokenMint.CLIENT)
                .build());
        return new SpringCheck(decoder);
    }

    private static NimbusJwtDecoder decoder(TokenMint mint) {
        if (mint.algorithm() == Algorithm.HS256) {
            return NimbusJwtDecoder.withSecretKey((SecretKey) mint.key())
                    .macAlgorithm(MacAlgorithm.HS256)
                    .build();
        }
        return NimbusJwtDecoder.withJwkSource(NimbusCheck.keys(mint))
                .jwsAlgorithm(SignatureAlgorithm.valueOf(mint.algorithm().joseName()))
                .build();
    }

    @Override
    public Object check(String token) {
        return decoder.decode(token);
    }
}
