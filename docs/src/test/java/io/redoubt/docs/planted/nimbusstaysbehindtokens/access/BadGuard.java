package io.redoubt.docs.planted.nimbusstaysbehindtokens.access;

import com.nimbusds.jwt.JWTParser;

final class BadGuard {
    static final Class<?> USED = JWTParser.class;

    private BadGuard() {}
}
