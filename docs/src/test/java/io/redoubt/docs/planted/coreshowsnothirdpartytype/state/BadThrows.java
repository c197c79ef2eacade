package io.redoubt.docs.planted.coreshowsnothirdpartytype.state;

import com.nimbusds.jose.JOSEException;

public final class BadThrows {
    private BadThrows() {}

    public static void fail() throws JOSEException {
        throw new JOSEException("planted");
    }
}
