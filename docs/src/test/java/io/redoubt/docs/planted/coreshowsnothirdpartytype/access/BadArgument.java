package io.redoubt.docs.planted.coreshowsnothirdpartytype.access;

import com.nimbusds.jwt.JWT;
import java.util.Optional;

public final class BadArgument {
    private BadArgument() {}

    public static void accept(Optional<? extends JWT[]> token) {}
}
