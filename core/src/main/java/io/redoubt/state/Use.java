package io.redoubt.state;

/**
 * What the memory of used items answers; everything but {@link #FIRST} refuses.
 *
 * @since 0.1.0
 */
public enum Use {
    /** The item was not used before, and is remembered from now on. */
    FIRST,
    /** The item was used before. */
    REPLAYED,
    /**
     * Nobody can know: the item may have been used before this memory began, or its time is over and with it the memory of
     * it. A fresh item helps.
     */
    FORGOTTEN,
    /** The owner brings more items than any honest one; others are not affected. */
    OVER_QUOTA,
    /** There is no room for another item of this scope, and none is forgotten to make some. */
    FULL,
    /** The memory could not be asked. */
    UNAVAILABLE
}
