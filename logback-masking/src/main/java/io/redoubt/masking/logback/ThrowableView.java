package io.redoubt.masking.logback;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An exception of which the messages read otherwise. A {@code ThrowableProxy}, since some layouts accept no other kind.
 */
final class ThrowableView extends ThrowableProxy {

    private final UnaryOperator<String> reading;

    private ThrowableView(Throwable throwable, UnaryOperator<String> reading) {
        super(throwable);
        this.reading = reading;
    }

    /** {@return the exception with its messages read otherwise; itself if that changes none} */
    static @Nullable IThrowableProxy of(@Nullable IThrowableProxy throwable, UnaryOperator<String> reading) {
        return throwable instanceof ThrowableProxy proxy && isChanged(proxy, reading, 0)
                ? new ThrowableView(proxy.getThrowable(), reading)
                : throwable;
    }

    private static boolean isChanged(@Nullable IThrowableProxy throwable, UnaryOperator<String> reading, int depth) {
        if (throwable == null || depth > 100) {
            return false;
        }
        if (isOther(throwable.getMessage(), reading) || isOther(throwable.getOverridingMessage(), reading)) {
            return true;
        }
        IThrowableProxy[] suppressed = throwable.getSuppressed();
        for (IThrowableProxy other : suppressed == null ? new IThrowableProxy[0] : suppressed) {
            if (isChanged(other, reading, depth + 1)) {
                return true;
            }
        }
        return isChanged(throwable.getCause(), reading, depth + 1);
    }

    private static boolean isOther(@Nullable String message, UnaryOperator<String> reading) {
        return message != null && !reading.apply(message).equals(message);
    }

    private static @Nullable String read(@Nullable String message, UnaryOperator<String> reading) {
        return message == null ? null : reading.apply(message);
    }

    @Override
    public @Nullable String getMessage() {
        return read(super.getMessage(), reading);
    }

    @Override
    public @Nullable String getOverridingMessage() {
        return read(super.getOverridingMessage(), reading);
    }

    @Override
    public @Nullable IThrowableProxy getCause() {
        return view(super.getCause());
    }

    @Override
    public IThrowableProxy @Nullable [] getSuppressed() {
        IThrowableProxy[] suppressed = super.getSuppressed();
        IThrowableProxy[] views = new IThrowableProxy[suppressed.length];
        for (int i = 0; i < views.length; i++) {
            views[i] = new Part(suppressed[i], reading);
        }
        return views;
    }

    private @Nullable IThrowableProxy view(@Nullable IThrowableProxy other) {
        return other == null ? null : new Part(other, reading);
    }

    /**
     * A cause or a suppressed exception, of which the frames that it shares with others are known already.
     *
     * @param proxy that is read otherwise
     * @param reading of its message
     */
    private record Part(IThrowableProxy proxy, UnaryOperator<String> reading) implements IThrowableProxy {

        @Override
        public @Nullable String getMessage() {
            return read(proxy.getMessage(), reading);
        }

        @Override
        public @Nullable String getOverridingMessage() {
            return read(proxy.getOverridingMessage(), reading);
        }

        @Override
        public String getClassName() {
            return proxy.getClassName();
        }

        @Override
        public ch.qos.logback.classic.spi.StackTraceElementProxy[] getStackTraceElementProxyArray() {
            return proxy.getStackTraceElementProxyArray();
        }

        @Override
        public int getCommonFrames() {
            return proxy.getCommonFrames();
        }

        @Override
        public @Nullable IThrowableProxy getCause() {
            IThrowableProxy cause = proxy.getCause();
            return cause == null ? null : new Part(cause, reading);
        }

        @Override
        public IThrowableProxy[] getSuppressed() {
            IThrowableProxy[] suppressed = proxy.getSuppressed();
            IThrowableProxy[] views = new IThrowableProxy[suppressed == null ? 0 : suppressed.length];
            for (int i = 0; i < views.length; i++) {
                views[i] = new Part(suppressed[i], reading);
            }
            return views;
        }

        @Override
        public boolean isCyclic() {
            return proxy.isCyclic();
        }
    }
}
