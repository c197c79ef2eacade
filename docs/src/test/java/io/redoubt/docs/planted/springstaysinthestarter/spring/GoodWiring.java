package io.redoubt.docs.planted.springstaysinthestarter.spring;

import org.springframework.context.ApplicationContext;

final class GoodWiring {
    static final Class<?> USED = ApplicationContext.class;

    private GoodWiring() {}
}
