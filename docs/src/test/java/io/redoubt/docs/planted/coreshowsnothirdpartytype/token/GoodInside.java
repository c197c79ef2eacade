package io.redoubt.docs.planted.coreshowsnothirdpartytype.token;

import com.nimbusds.jose.JWSAlgorithm;
import java.util.Optional;
import javax.crypto.SecretKey;

public final class GoodInside {
    private static final JWSAlgorithm ALGORITHM = JWSAlgorithm.ES256;

    private GoodInside() {}

    static JWSAlgorithm algorithm() {
        return ALGORITHM;
    }

    public static Optional<SecretKey> same(SecretKey key) {
        return Optional.of(key);
    }
}
