package io.redoubt.docs.planted.springstaysinthestarter.testkit;

import org.springframework.context.ApplicationContext;

final class BadIssuer {
    static final Class<?> USED = ApplicationContext.class;

    private BadIssuer() {}
}
