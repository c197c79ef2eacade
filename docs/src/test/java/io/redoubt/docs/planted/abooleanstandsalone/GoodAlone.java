package io.redoubt.docs.planted.abooleanstandsalone;

import java.util.concurrent.atomic.AtomicMarkableReference;

public final class GoodAlone extends AtomicMarkableReference<String> {
    public GoodAlone(String name) {
        super(name, false);
    }

    public void strict(boolean strict) {}

    void inside(String token, boolean strict) {}

    @Override
    public void set(String asTheSuperclassSays, boolean mark) {}
}
