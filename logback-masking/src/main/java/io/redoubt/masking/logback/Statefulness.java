package io.redoubt.masking.logback;

import ch.qos.logback.core.encoder.Encoder;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Asks an encoder whether it needs one thread at a time: a question that Logback knows since 1.6, and that is always yes before. */
final class Statefulness {

    private static final @Nullable MethodHandle IS_STATEFUL = find();

    private Statefulness() {}

    private static @Nullable MethodHandle find() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(Encoder.class, "isStateful", MethodType.methodType(boolean.class));
        } catch (NoSuchMethodException | IllegalAccessException e) { // Logback 1.5
            return null;
        }
    }

    static boolean of(Encoder<?> encoder) {
        if (IS_STATEFUL == null) {
            return true;
        }
        try {
            return (boolean) IS_STATEFUL.invoke(encoder);
        } catch (Throwable e) {
            return true; // one thread at a time is always right
        }
    }
}
