package io.redoubt.docs.planted.nopackagecycles.four;

/** Something to use. */
public final class GoodLeaf {
    private GoodLeaf() {}
}
