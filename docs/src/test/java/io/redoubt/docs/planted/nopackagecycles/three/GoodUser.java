package io.redoubt.docs.planted.nopackagecycles.three;

import io.redoubt.docs.planted.nopackagecycles.four.GoodLeaf;

final class GoodUser {
    static final Class<?> USED = GoodLeaf.class;

    private GoodUser() {}
}
