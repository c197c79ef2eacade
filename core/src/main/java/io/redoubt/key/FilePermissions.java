package io.redoubt.key;

/**
 * What happens when a file of keys can be read by everybody on the machine.
 *
 * @since 0.1.0
 */
public enum FilePermissions {
    /** It is refused. */
    ENFORCE,
    /** It is accepted with a warning, if it lies on a read-only mount in memory, as secrets of a container do; else refused. */
    WARN
}
