package io.redoubt.token;

/**
 * What a logout ends.
 *
 * @since 0.1.0
 */
public enum LogoutScope {
    /** The tokens of the session that logged out. It ends no token that does not name its session ({@code sid}). */
    SESSION,
    /** Every token that the subject had by then, of all of its sessions. */
    SUBJECT
}
