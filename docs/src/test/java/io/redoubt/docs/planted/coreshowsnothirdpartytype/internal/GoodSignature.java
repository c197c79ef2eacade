package io.redoubt.docs.planted.coreshowsnothirdpartytype.internal;

import com.nimbusds.jose.JWSAlgorithm;

public final class GoodSignature {
    private GoodSignature() {}

    public static JWSAlgorithm algorithm() {
        return JWSAlgorithm.ES256;
    }
}
