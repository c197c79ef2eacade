package io.redoubt.benchmarks.mask;

import ch.qos.logback.classic.LoggerContext;
import java.nio.charset.StandardCharsets;

/** What the engine is given. */
public enum Text {
    LINE("a clean line") {
        @Override
        byte[] bytes() {
            return encoded(LogEncoder.PATTERN, LogLine.CLEAN);
        }
    },
    JSON("a clean line of JSON") {
        @Override
        byte[] bytes() {
            return encoded(LogEncoder.LOGSTASH, LogLine.CLEAN);
        }
    },
    SECRETS("a line with 3 secrets") {
        @Override
        byte[] bytes() {
            return encoded(LogEncoder.PATTERN, LogLine.SECRETS);
        }
    },
    AT_SIGNS("@"),
    DIGITS("1"),
    SPACED_DIGITS("1 "),
    QUOTES("\""),
    BACKSLASHES("\\"),
    TOKEN_PARTS("ey.ey."),
    KEYS("password="),
    PREFIXES("sk-ant-");

    private static final int HOSTILE = 1 << 20;

    private final String title;

    Text(String title) {
        this.title = title;
    }

    /** {@return what readers call it; of a hostile one, what it repeats} */
    public String title() {
        return title;
    }

    /** {@return whether it is there to cost as much as it can} */
    public boolean isHostile() {
        return compareTo(AT_SIGNS) >= 0;
    }

    byte[] bytes() {
        return title.repeat(HOSTILE / title.length()).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] encoded(LogEncoder encoder, LogLine line) {
        LoggerContext context = new LoggerContext();
        return encoder.open(context).encode(line.event(context));
    }
}
