package io.redoubt.docs.planted.nimbusstaysbehindtokens.token;

import com.nimbusds.jwt.JWTParser;

final class GoodVerifier {
    static final Class<?> USED = JWTParser.class;

    private GoodVerifier() {}
}
