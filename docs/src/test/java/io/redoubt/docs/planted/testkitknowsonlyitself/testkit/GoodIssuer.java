package io.redoubt.docs.planted.testkitknowsonlyitself.testkit;

/** Something to use. */
public final class GoodIssuer {
    private GoodIssuer() {}
}
