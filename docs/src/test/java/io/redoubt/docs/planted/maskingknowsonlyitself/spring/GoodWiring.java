package io.redoubt.docs.planted.maskingknowsonlyitself.spring;

import io.redoubt.docs.planted.maskingknowsonlyitself.masking.GoodMasker;

final class GoodWiring {
    static final Class<?> USED = GoodMasker.class;

    private GoodWiring() {}
}
