package io.redoubt.spring.redis;

/**
 * What the operator knows of a store that may have lost what was used: it is new, or nobody wrote to it for 10 seconds.
 *
 * @since 0.1.0
 */
public enum Persistence {
    /** It may have been emptied, or be back with older data: what may have been used before is refused. */
    UNKNOWN,
    /** The operator attests that this store never loses what was written. */
    ATTESTED
}
