package io.redoubt.benchmarks.token;

import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/** jose4j. */
final class Jose4jCheck implements TokenCheck {

    private final JwtConsumer consumer;

    private Jose4jCheck(JwtConsumer consumer) {
        this.consumer = consumer;
    }

    static Jose4jCheck of(TokenMint mint) {
        return new Jose4jCheck(new JwtConsumerBuilder()
                .setVerificationKey(mint.key())
                .setJwsAlgorithmConstraints(
                        AlgorithmConstraints.ConstraintType.PERMIT,
                        mint.algorithm().joseName())
                .setExpectedIssuer(mint.issuer())
                .setExpectedAudience(TokenMint.AUDIENCE)
                .setExpectedType(true, "at+jwt")
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setRequireSubject()
                .setRequireJwtId()
                .build());
    }

    @Override
    public Object check(String token) throws Exception {
        return consumer.processToClaims(token);
    }
}
