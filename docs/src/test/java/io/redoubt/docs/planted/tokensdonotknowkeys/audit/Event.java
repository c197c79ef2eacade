package io.redoubt.docs.planted.tokensdonotknowkeys.audit;

/** Something to use. */
public final class Event {
    private Event() {}
}
