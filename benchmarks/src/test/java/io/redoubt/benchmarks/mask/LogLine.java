package io.redoubt.benchmarks.mask;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.Map;

/** What is logged. */
public enum LogLine {
    CLEAN("clean", "Order {} with {} items left warehouse {} after {} ms") {
        @Override
        Object[] arguments() {
            return new Object[] {"7f3c-1182", 12, "north-2", 318};
        }
    },
    SECRETS("3 secrets", "Payment of {} by card {} was refused, to be tried again with token={}") {
        @Override
        Object[] arguments() {
            return new Object[] {"jane.doe@customer.example", "4111111111111111", "not-a-real-token-0123456789"};
        }
    };

    private static final String LOGGER = "io.redoubt.shop.orders.OrderService";
    private static final Map<String, String> CONTEXT = Map.of("traceId", "4bf92f3577b34da6a3ce929d0e0e4736");

    private final String title;
    private final String message;

    LogLine(String title, String message) {
        this.title = title;
        this.message = message;
    }

    /** {@return what readers call it} */
    public String title() {
        return title;
    }

    abstract Object[] arguments();

    /** {@return a fresh event, as a logger makes it: nothing of it is formatted yet} */
    ILoggingEvent event(LoggerContext context) {
        LoggingEvent event = new LoggingEvent(
                LogLine.class.getName(), context.getLogger(LOGGER), Level.INFO, message, null, arguments());
        event.setMDCPropertyMap(CONTEXT);
        return event;
    }
}
