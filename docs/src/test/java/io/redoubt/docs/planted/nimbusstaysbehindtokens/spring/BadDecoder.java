package io.redoubt.docs.planted.nimbusstaysbehindtokens.spring;

import com.nimbusds.jwt.JWTParser;

final class BadDecoder {
    static final Class<?> USED = JWTParser.class;

    private BadDecoder() {}
}
