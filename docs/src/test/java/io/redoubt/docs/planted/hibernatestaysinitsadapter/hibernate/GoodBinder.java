package io.redoubt.docs.planted.hibernatestaysinitsadapter.hibernate;

import org.hibernate.Session;

final class GoodBinder {
    static final Class<?> USED = Session.class;

    private GoodBinder() {}
}
