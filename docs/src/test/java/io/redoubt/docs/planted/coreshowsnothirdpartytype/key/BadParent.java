package io.redoubt.docs.planted.coreshowsnothirdpartytype.key;

import com.nimbusds.jose.JOSEException;

public final class BadParent extends JOSEException {
    private static final long serialVersionUID = 1;

    private BadParent() {
        super("planted");
    }
}
