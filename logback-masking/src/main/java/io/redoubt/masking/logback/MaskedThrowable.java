package io.redoubt.masking.logback;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import org.jspecify.annotations.Nullable;

/**
 * Stands for an exception whose messages must not be read: with its frames and the masked messages, behind the name of its class. Some
 * appenders take the exception itself out of an event, and read that.
 */
final class MaskedThrowable extends Throwable {

    private static final long serialVersionUID = 1L;

    private MaskedThrowable(String text, @Nullable Throwable cause) {
        super(text, cause);
    }

    static MaskedThrowable of(IThrowableProxy read) {
        IThrowableProxy cause = read.getCause();
        String message = read.getOverridingMessage() == null ? read.getMessage() : read.getOverridingMessage();
        MaskedThrowable masked = new MaskedThrowable(
                message == null ? read.getClassName() : read.getClassName() + ": " + message,
                cause == null ? null : of(cause));
        StackTraceElementProxy[] frames = read.getStackTraceElementProxyArray();
        StackTraceElement[] trace = new StackTraceElement[frames == null ? 0 : frames.length];
        for (int i = 0; i < trace.length; i++) {
            trace[i] = frames[i].getStackTraceElement();
        }
        masked.setStackTrace(trace);
        IThrowableProxy[] suppressed = read.getSuppressed();
        for (int i = 0; suppressed != null && i < suppressed.length; i++) {
            masked.addSuppressed(of(suppressed[i]));
        }
        return masked;
    }
}
