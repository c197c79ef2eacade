package io.redoubt.docs.planted.maskingknowsonlyitself.audit;

/** Something to use. */
public final class Event {
    private Event() {}
}
