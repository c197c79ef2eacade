package io.redoubt.spring;

import io.redoubt.access.HandlerAccess;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.function.HandlerFunction;

/**
 * Knows what each handler asks of its callers, after it was read once. Thread-safe; holds no more than the program has
 * handlers.
 */
final class AnnotatedAccess {

    private static final Logger log = LoggerFactory.getLogger(AnnotatedAccess.class);

    private final Map<HandlerCode, HandlerAccess> known = new ConcurrentHashMap<>();
    private final AtomicBoolean anything = new AtomicBoolean();

    /** {@return what the handler asks; nobody may call one whose annotations cannot be read} */
    HandlerAccess of(Object handler) {
        if (handler instanceof HandlerFunction) {
            return HandlerAccess.UNSAID; // a filter of its route hides the class: only a rule holds
        }
        return known.computeIfAbsent(HandlerCode.of(handler), this::read);
    }

    /** {@return whether any handler that was seen so far asks for anything} */
    boolean isAnythingSaid() {
        return anything.get();
    }

    private HandlerAccess read(HandlerCode code) {
        Problems problems = new Problems();
        HandlerAccess access = new AccessAnnotations(problems).read(code);
        if (!access.equals(HandlerAccess.UNSAID)) {
            anything.set(true);
        }
        if (problems.none()) {
            return access;
        }
        // At the start this stops it. Later, a handler can only be closed.
        log.error("redoubt: {}", problems.toException().getMessage());
        return new HandlerAccess.Closed();
    }
}
