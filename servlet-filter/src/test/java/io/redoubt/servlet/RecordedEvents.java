package io.redoubt.servlet;

import io.redoubt.Reason;
import io.redoubt.audit.SecurityEvent;
import io.redoubt.audit.SecurityEventListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the events, to be looked at. */
final class RecordedEvents implements SecurityEventListener {

    private final List<SecurityEvent.AccessDenied> events = new CopyOnWriteArrayList<>();

    @Override
    public void on(SecurityEvent event) {
        events.add((SecurityEvent.AccessDenied) event);
    }

    List<SecurityEvent.AccessDenied> all() {
        return events;
    }

    List<Reason> reasons() {
        return events.stream().map(SecurityEvent.AccessDenied::reason).toList();
    }

    void forget() {
        events.clear();
    }
}
