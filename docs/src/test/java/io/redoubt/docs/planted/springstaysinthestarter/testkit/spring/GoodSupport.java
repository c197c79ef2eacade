package io.redoubt.docs.planted.springstaysinthestarter.testkit.spring;

import org.springframework.context.ApplicationContext;

final class GoodSupport {
    static final Class<?> USED = ApplicationContext.class;

    private GoodSupport() {}
}
