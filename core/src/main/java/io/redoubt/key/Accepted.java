package io.redoubt.key;

/**
 * Under which keys something may still be opened.
 *
 * @since 0.1.0
 */
public enum Accepted {
    /** Keys whose work is still good. */
    LIVE,
    /**
     * Keys that somebody else may have, too: what opens under them may be forged. To encrypt data anew, and for nothing else.
     */
    EVEN_COMPROMISED
}
