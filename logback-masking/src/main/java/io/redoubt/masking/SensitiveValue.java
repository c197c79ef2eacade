package io.redoubt.masking;

/**
 * Carries a value that no log shows: its text is always {@code [REDACTED:sensitive]}. Equality is that of the value. As thread-safe as
 * the value.
 *
 * @param <T> type of the value
 * @since 0.1.0
 */
public final class SensitiveValue<T> {

    private final T value;

    private SensitiveValue(T value) {
        this.value = value;
    }

    /**
     * {@return the value in its cover}
     *
     * @param <T> type of the value
     * @param value to be kept out of logs
     */
    public static <T> SensitiveValue<T> of(T value) {
        return new SensitiveValue<>(value);
    }

    /** {@return the value, bare} */
    public T reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SensitiveValue<?> that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "[REDACTED:sensitive]";
    }
}
