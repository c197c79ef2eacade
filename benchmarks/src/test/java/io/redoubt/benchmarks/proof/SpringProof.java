package io.redoubt.benchmarks.proof;

import com.nimbusds.jwt.SignedJWT;
import io.redoubt.benchmarks.token.TokenMint;
import java.text.ParseException;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.DPoPAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.authentication.DPoPAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Spring Security's check of a proof alone: the token comes verified, as if it had been remembered, which Spring does not. */
final class SpringProof {

    private final DPoPAuthenticationProvider provider;
    private final String token;

    /** @param token as {@link TokenMint#boundTo} made it */
    SpringProof(String token) {
        Authentication verified = new JwtAuthenticationToken(read(token), List.of());
        this.provider = new DPoPAuthenticationProvider(authentication -> verified);
        this.token = token;
    }

    private static Jwt read(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            Map<String, Object> claims = new HashMap<>(jwt.getJWTClaimsSet().getClaims());
            claims.replaceAll((name, value) -> value instanceof Date date ? date.toInstant() : value);
            return Jwt.withTokenValue(token)
                    .headers(headers -> headers.putAll(jwt.getHeader().toJSONObject()))
                    .claims(all -> all.putAll(claims))
                    .build();
        } catch (ParseException e) {
            throw new IllegalStateException("the mint made no token", e);
        }
    }

    /** {@return who asks; never one whose proof is bad, for then the provider throws} */
    Authentication check(String proof) {
        return provider.authenticate(new DPoPAuthenticationToken(token, proof, Orders.METHOD, Orders.URL));
    }
}
