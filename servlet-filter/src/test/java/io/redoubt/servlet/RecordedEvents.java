package io.redoubt.servlet;

import io.redoubt.Reason;
import io.redoubt.audit.SecurityEvent;
import io.redoubt.audit.SecurityEventListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the events, to be looked at. */
final class RecordedEvents implements SecurityEventListener {

    private final List<SecurityEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public void on(SecurityEvent event) {
        events.add(event);
    }

    List<SecurityEvent> all() {
        return events;
    }

    List<SecurityEvent.AccessDenied> refusals() {
        return events.stream()
                .filter(SecurityEvent.AccessDenied.class::isInstance)
                .map(SecurityEvent.AccessDenied.class::cast)
                .toList();
    }

    List<Reason> reasons() {
        return refusals().stream().map(SecurityEvent.AccessDenied::reason).toList();
    }

    void forget() {
        events.clear();
    }
}
