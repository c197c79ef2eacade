package io.redoubt.docs.planted.keysdonotknowtokens.audit;

/** Something to use. */
public final class Event {
    private Event() {}
}
