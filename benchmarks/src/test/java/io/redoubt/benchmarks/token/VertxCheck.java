package io.redoubt.benchmarks.token;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.util.List;

/** Vert.x auth-jwt. It checks neither the type nor that there is an expiry. */
final class VertxCheck implements TokenCheck {

    private final Vertx vertx = Vertx.vertx();
    private final JWTAuth auth;

    private VertxCheck(TokenMint mint) {
        JWTAuthOptions options = new JWTAuthOptions()
                .addJwk(new JsonObject(mint.jwk().toJSONString()))
                .setJWTOptions(new JWTOptions().setIssuer(mint.issuer()).setAudience(List.of(TokenMint.AUDIENCE)));
        this.auth = JWTAuth.create(vertx, options);
    }

    static VertxCheck of(TokenMint mint) {
        return new VertxCheck(mint);
    }

    @Override
    public Object check(String token) {
        // Nothing in it waits: the future that comes back is complete.
        Future<User> user = auth.authenticate(new TokenCredentials(token));
        if (user.succeeded()) {
            return user.result();
        }
        throw new IllegalArgumentException("refused", user.cause());
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
