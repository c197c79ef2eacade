package io.redoubt.internal;

/** Names an unexpected exception for the log without its message, which may repeat text from outside. */
public final class Defect {

    private Defect() {}

    /**
     * {@return the exception's class and the place that threw it}
     *
     * @param unexpected what was thrown
     */
    public static String name(Throwable unexpected) {
        StackTraceElement[] frames = unexpected.getStackTrace();
        return unexpected.getClass().getName() + (frames.length == 0 ? "" : " at " + frames[0]);
    }
}
