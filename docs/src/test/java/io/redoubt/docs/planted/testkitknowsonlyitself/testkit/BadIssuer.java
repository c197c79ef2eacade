package io.redoubt.docs.planted.testkitknowsonlyitself.testkit;

import io.redoubt.docs.planted.testkitknowsonlyitself.token.Verifier;

final class BadIssuer {
    static final Class<?> USED = Verifier.class;

    private BadIssuer() {}
}
