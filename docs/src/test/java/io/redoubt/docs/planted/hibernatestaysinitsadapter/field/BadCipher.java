package io.redoubt.docs.planted.hibernatestaysinitsadapter.field;

import org.hibernate.Session;

final class BadCipher {
    static final Class<?> USED = Session.class;

    private BadCipher() {}
}
