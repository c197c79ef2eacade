package io.redoubt.benchmarks.token;

import com.auth0.jwt.JWT;
import com.auth0.jwt.interfaces.JWTVerifier;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

/** Auth0's java-jwt. It has no EdDSA and does not check the type. */
final class Auth0Check implements TokenCheck {

    private final JWTVerifier verifier;

    private Auth0Check(JWTVerifier verifier) {
        this.verifier = verifier;
    }

    static Auth0Check of(TokenMint mint) {
        return new Auth0Check(JWT.require(algorithm(mint))
                .withIssuer(mint.issuer())
                .withAudience(TokenMint.AUDIENCE)
                .withClaimPresence("exp")
                .build());
    }

    private static com.auth0.jwt.algorithms.Algorithm algorithm(TokenMint mint) {
        return switch (mint.algorithm()) {
            case RS256 -> com.auth0.jwt.algorithms.Algorithm.RSA256((RSAPublicKey) mint.key(), null);
            case ES256 -> com.auth0.jwt.algorithms.Algorithm.ECDSA256((ECPublicKey) mint.key(), null);
            case HS256 -> com.auth0.jwt.algorithms.Algorithm.HMAC256(mint.key().getEncoded());
            case EDDSA -> throw new IllegalArgumentException("java-jwt has no EdDSA");
        };
    }

    @Override
    public Object check(String token) {
        return verifier.verify(token);
    }
}
