package io.redoubt.docs.planted.nimbusstaysbehindtokens.testkit;

import com.nimbusds.jwt.JWTParser;

final class GoodIssuer {
    static final Class<?> USED = JWTParser.class;

    private GoodIssuer() {}
}
