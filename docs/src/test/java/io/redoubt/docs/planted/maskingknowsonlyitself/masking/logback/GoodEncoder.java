package io.redoubt.docs.planted.maskingknowsonlyitself.masking.logback;

import io.redoubt.docs.planted.maskingknowsonlyitself.masking.GoodMasker;

final class GoodEncoder {
    static final Class<?> USED = GoodMasker.class;

    private GoodEncoder() {}
}
