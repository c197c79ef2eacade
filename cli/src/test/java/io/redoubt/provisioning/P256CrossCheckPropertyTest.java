package io.redoubt.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.internal.P256Keys;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;

/** The public key that core finds without an arithmetic of its own is the point that Bouncy Castle computes. */
class P256CrossCheckPropertyTest {

    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("P-256");

    @Property(tries = 100)
    void isThePointOfBouncyCastle(@ForAll @Size(32) byte[] seed) {
        KeyPair pair = P256Keys.fromSeed(seed);
        org.bouncycastle.math.ec.ECPoint expected =
                CURVE.getG().multiply(((ECPrivateKey) pair.getPrivate()).getS()).normalize();

        assertThat(((ECPublicKey) pair.getPublic()).getW())
                .isEqualTo(new ECPoint(
                        expected.getAffineXCoord().toBigInteger(),
                        expected.getAffineYCoord().toBigInteger()));
    }
}
