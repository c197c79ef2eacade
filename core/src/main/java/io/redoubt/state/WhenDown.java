package io.redoubt.state;

/**
 * What a service does while it cannot reach the state that it shares with its fleet.
 *
 * @since 0.1.0
 */
public enum WhenDown {
    /** Refuse: nobody is let in who may have been revoked elsewhere, and nothing is used that may have been used. */
    CLOSED,
    /** Go on with what this instance knows by itself. */
    LOCAL
}
