package io.redoubt.docs.planted.springstaysinthestarter.spring.web;

import org.springframework.context.ApplicationContext;

final class GoodWiringBelow {
    static final Class<?> USED = ApplicationContext.class;

    private GoodWiringBelow() {}
}
