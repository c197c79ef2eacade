package io.redoubt.docs.planted.springstaysinthestarter.hibernate;

import org.springframework.context.ApplicationContext;

final class BadBinder {
    static final Class<?> USED = ApplicationContext.class;

    private BadBinder() {}
}
