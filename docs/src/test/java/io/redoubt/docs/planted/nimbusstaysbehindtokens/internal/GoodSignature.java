package io.redoubt.docs.planted.nimbusstaysbehindtokens.internal;

import com.nimbusds.jwt.JWTParser;

final class GoodSignature {
    static final Class<?> USED = JWTParser.class;

    private GoodSignature() {}
}
