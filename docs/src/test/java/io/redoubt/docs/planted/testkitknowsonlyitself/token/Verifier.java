package io.redoubt.docs.planted.testkitknowsonlyitself.token;

/** Something to use. */
public final class Verifier {
    private Verifier() {}
}
