package io.redoubt.access;

/**
 * What the handler that the server will invoke asks of its callers, as its annotations say; it holds beside the rule of the
 * path, never instead of it.
 *
 * @since 0.1.0
 */
public sealed interface HandlerAccess {

    /** The handler is not known, or says nothing: the rule of the path decides alone. */
    HandlerAccess UNSAID = new Unsaid();

    /** Nothing is said. */
    record Unsaid() implements HandlerAccess {}

    /** Everybody may call, where no rule of the path says otherwise. */
    record OpenToAll() implements HandlerAccess {}

    /** Nobody may call. */
    record Closed() implements HandlerAccess {}

    /**
     * Whoever meets this may call, where the rule of the path is met, too.
     *
     * @param requirement what the token must grant
     */
    record Guarded(Requirement requirement) implements HandlerAccess {}

    /**
     * No handler of the application is invoked: the framework itself answers a CORS preflight request, which never carries
     * credentials (Fetch section 3.3.5).
     */
    record Preflight() implements HandlerAccess {}
}
