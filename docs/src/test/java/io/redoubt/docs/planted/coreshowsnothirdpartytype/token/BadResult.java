package io.redoubt.docs.planted.coreshowsnothirdpartytype.token;

import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.PlainJWT;

public final class BadResult {
    private BadResult() {}

    public static JWT of(PlainJWT token) {
        return token;
    }
}
