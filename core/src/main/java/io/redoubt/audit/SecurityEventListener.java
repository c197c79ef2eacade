package io.redoubt.audit;

import java.util.List;

/**
 * Is told of every security event, on the thread on which it happened; it cannot change the outcome, and what it throws
 * is logged and goes no further. Implementations must be thread-safe and quick.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface SecurityEventListener {

    /**
     * Learns of an event.
     *
     * @param event what happened
     */
    void on(SecurityEvent event);

    /**
     * {@return a listener that tells each of these; one that throws does not keep the others from being told}
     *
     * @param listeners whom to tell, in order
     */
    static SecurityEventListener all(List<SecurityEventListener> listeners) {
        return new ListenerList(List.copyOf(listeners));
    }

    /** {@return a listener that writes each event as one line to the logger {@code io.redoubt.audit}} */
    static SecurityEventListener toLog() {
        return new LoggingListener();
    }
}
