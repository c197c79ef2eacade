package io.redoubt.benchmarks.token;

import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.JwtParserBuilder;
import io.jsonwebtoken.Jwts;
import java.security.Key;
import java.security.PublicKey;
import javax.crypto.SecretKey;

/** jjwt, with Jackson. It checks neither the type nor that there is an expiry. */
final class JjwtCheck implements TokenCheck {

    private final JwtParser parser;

    private JjwtCheck(JwtParser parser) {
        this.parser = parser;
    }

    static JjwtCheck of(TokenMint mint) {
        return new JjwtCheck(verifyingWith(mint.key())
                .requireIssuer(mint.issuer())
                .requireAudience(TokenMint.AUDIENCE)
                .build());
    }

    private static JwtParserBuilder verifyingWith(Key key) {
        return key instanceof SecretKey secret
                ? Jwts.parser().verifyWith(secret)
                : Jwts.parser().verifyWith((PublicKey) key);
    }

    @Override
    public Object check(String token) {
        return parser.parseSignedClaims(token);
    }
}
