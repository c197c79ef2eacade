package io.redoubt.spring.redis;

/**
 * What the operator knows of a store that says that it was set up anew.
 *
 * @since 0.1.0
 */
public enum Persistence {
    /** It may have been emptied: what may have been used before is refused. */
    UNKNOWN,
    /** It is the first time: the operator attests that this store never loses what was written. */
    ATTESTED
}
