package io.redoubt.masking.logback;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An exception of which messages read otherwise. A {@code ThrowableProxy}, since some layouts accept no other kind. Immutable.
 */
final class ThrowableView extends ThrowableProxy {

    private final IThrowableProxy read;
    private final Throwable throwable;

    private ThrowableView(ThrowableProxy original, IThrowableProxy read, Throwable throwable) {
        super(original.getThrowable());
        this.read = read;
        this.throwable = throwable;
    }

    /** {@return the exception for who writes texts; itself if no message changes} */
    static @Nullable IThrowableProxy of(@Nullable IThrowableProxy throwable, UnaryOperator<String> reading) {
        return of(throwable, reading, (original, read) -> original.getThrowable());
    }

    /** {@return the same for who takes the exception out of it} */
    static @Nullable IThrowableProxy whole(@Nullable IThrowableProxy throwable, UnaryOperator<String> reading) {
        return of(throwable, reading, (original, read) -> MaskedThrowable.of(read));
    }

    private static @Nullable IThrowableProxy of(
            @Nullable IThrowableProxy throwable,
            UnaryOperator<String> reading,
            BiFunction<ThrowableProxy, IThrowableProxy, Throwable> inside) {
        if (throwable == null) {
            return null;
        }
        IThrowableProxy read = ReadThrowable.of(throwable, reading);
        return read == throwable || !(throwable instanceof ThrowableProxy original)
                ? read
                : new ThrowableView(original, read, inside.apply(original, read));
    }

    @Override
    public Throwable getThrowable() {
        return throwable;
    }

    @Override
    public @Nullable String getMessage() {
        return read.getMessage();
    }

    @Override
    public @Nullable String getOverridingMessage() {
        return read.getOverridingMessage();
    }

    @Override
    public StackTraceElementProxy[] getStackTraceElementProxyArray() {
        return read.getStackTraceElementProxyArray();
    }

    @Override
    public @Nullable IThrowableProxy getCause() {
        return read.getCause();
    }

    @Override
    public IThrowableProxy[] getSuppressed() {
        return read.getSuppressed();
    }
}
