package io.redoubt.docs.planted.coreshowsnothirdpartytype;

import com.nimbusds.jose.JWSAlgorithm;

public final class BadField {
    public static final JWSAlgorithm ALGORITHM = JWSAlgorithm.ES256;

    private BadField() {}
}
