package io.redoubt.docs.planted.springstaysinthestarter.servlet;

import org.springframework.context.ApplicationContext;

final class BadFilter {
    static final Class<?> USED = ApplicationContext.class;

    private BadFilter() {}
}
