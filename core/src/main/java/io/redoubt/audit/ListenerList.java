package io.redoubt.audit;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells several listeners, and keeps what one throws from the others and from the caller.
 *
 * @param listeners whom to tell, in order
 */
record ListenerList(List<SecurityEventListener> listeners) implements SecurityEventListener {

    private static final Logger log = LoggerFactory.getLogger(ListenerList.class);

    @Override
    public void on(SecurityEvent event) {
        for (SecurityEventListener listener : listeners) {
            try {
                listener.on(event);
            } catch (VirtualMachineError e) {
                throw e;
            } catch (Throwable e) { // a missing class of the application's, or what its language throws unchecked
                log.error(
                        "{} failed with {} on the event {}",
                        listener.getClass().getName(),
                        e.getClass().getName(),
                        event.code());
            }
        }
    }
}
