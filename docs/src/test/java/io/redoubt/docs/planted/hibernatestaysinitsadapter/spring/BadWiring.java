package io.redoubt.docs.planted.hibernatestaysinitsadapter.spring;

import org.hibernate.Session;

final class BadWiring {
    static final Class<?> USED = Session.class;

    private BadWiring() {}
}
