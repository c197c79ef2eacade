package io.redoubt.masking.logback;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An exception with other messages, as are its causes and what it suppressed. Immutable. */
final class ReadThrowable implements IThrowableProxy {

    private static final IThrowableProxy[] NONE = {};

    private final IThrowableProxy original;
    private final @Nullable String message;
    private final @Nullable String overridingMessage;
    private final @Nullable IThrowableProxy cause;
    private final IThrowableProxy[] suppressed;

    private ReadThrowable(
            IThrowableProxy original,
            UnaryOperator<String> reading,
            @Nullable IThrowableProxy cause,
            IThrowableProxy[] suppressed) {
        this.original = original;
        this.message = read(original.getMessage(), reading);
        this.overridingMessage = read(original.getOverridingMessage(), reading);
        this.cause = cause;
        this.suppressed = suppressed;
    }

    /** {@return the exception with each message read once; itself if none of them changes} */
    static IThrowableProxy of(IThrowableProxy original, UnaryOperator<String> reading) {
        IThrowableProxy cause = original.getCause();
        IThrowableProxy readCause = cause == null ? null : of(cause, reading);
        IThrowableProxy[] suppressed = original.getSuppressed() == null ? NONE : original.getSuppressed();
        IThrowableProxy[] readSuppressed = suppressed;
        for (int i = 0; i < suppressed.length; i++) {
            IThrowableProxy part = of(suppressed[i], reading);
            if (part != suppressed[i]) {
                readSuppressed = readSuppressed == suppressed ? copy(suppressed) : readSuppressed;
                readSuppressed[i] = part;
            }
        }
        ReadThrowable read = new ReadThrowable(original, reading, readCause, readSuppressed);
        boolean same = Objects.equals(read.message, original.getMessage())
                && Objects.equals(read.overridingMessage, original.getOverridingMessage())
                && readCause == cause
                && readSuppressed == suppressed;
        return same ? original : read;
    }

    /** {@return a copy that takes any of them: the original is often one of a narrower type} */
    private static IThrowableProxy[] copy(IThrowableProxy[] throwables) {
        return Arrays.copyOf(throwables, throwables.length, IThrowableProxy[].class);
    }

    private static @Nullable String read(@Nullable String message, UnaryOperator<String> reading) {
        return message == null ? null : reading.apply(message);
    }

    @Override
    public @Nullable String getMessage() {
        return message;
    }

    @Override
    public @Nullable String getOverridingMessage() {
        return overridingMessage;
    }

    @Override
    public String getClassName() {
        return original.getClassName();
    }

    @Override
    public StackTraceElementProxy[] getStackTraceElementProxyArray() {
        return original.getStackTraceElementProxyArray();
    }

    @Override
    public int getCommonFrames() {
        return original.getCommonFrames();
    }

    @Override
    public @Nullable IThrowableProxy getCause() {
        return cause;
    }

    @Override
    public IThrowableProxy[] getSuppressed() {
        return suppressed;
    }

    @Override
    public boolean isCyclic() {
        return original.isCyclic();
    }
}
