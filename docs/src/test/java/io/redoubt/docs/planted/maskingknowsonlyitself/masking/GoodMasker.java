package io.redoubt.docs.planted.maskingknowsonlyitself.masking;

/** Something to use. */
public final class GoodMasker {
    private GoodMasker() {}
}
