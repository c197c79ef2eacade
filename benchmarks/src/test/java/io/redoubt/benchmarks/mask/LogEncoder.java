package io.redoubt.benchmarks.mask;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import io.redoubt.masking.logback.MaskingEncoder;
import java.util.List;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.mask.MaskingJsonGeneratorDecorator;

/** Who writes the event. */
public enum LogEncoder {
    PATTERN("`PatternLayoutEncoder` (the floor)", false) {
        @Override
        Encoder<ILoggingEvent> make() {
            return pattern("%msg");
        }
    },
    PATTERN_REPLACE_1("the same, `%replace` with 1 pattern", false) {
        @Override
        Encoder<ILoggingEvent> make() {
            return pattern(replaced(EXPRESSIONS.subList(0, 1)));
        }
    },
    PATTERN_REPLACE_8("the same, `%replace` with 8 patterns", true) {
        @Override
        Encoder<ILoggingEvent> make() {
            return pattern(replaced(EXPRESSIONS));
        }
    },
    PATTERN_REDOUBT("Redoubt around it", true) {
        @Override
        Encoder<ILoggingEvent> make() {
            return masking(pattern("%msg"));
        }
    },
    JSON("Logback `JsonEncoder`", false) {
        @Override
        Encoder<ILoggingEvent> make() {
            return json();
        }
    },
    JSON_REDOUBT("Redoubt around it", true) {
        @Override
        Encoder<ILoggingEvent> make() {
            return masking(json());
        }
    },
    LOGSTASH("`LogstashEncoder`", false) {
        @Override
        Encoder<ILoggingEvent> make() {
            return new LogstashEncoder();
        }
    },
    LOGSTASH_8("the same, 8 value masks", true) {
        @Override
        Encoder<ILoggingEvent> make() {
            MaskingJsonGeneratorDecorator masks = new MaskingJsonGeneratorDecorator();
            EXPRESSIONS.forEach(masks::addValue);
            masks.start();
            LogstashEncoder encoder = new LogstashEncoder();
            encoder.addDecorator(masks);
            return encoder;
        }
    },
    LOGSTASH_REDOUBT("Redoubt around it", true) {
        @Override
        Encoder<ILoggingEvent> make() {
            return masking(new LogstashEncoder());
        }
    };

    private static final String LAYOUT =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %5p [%15.15t] [%X{traceId}] %-40.40logger{39} : %MESSAGE%n%ex";
    /** What tutorials put together: e-mail, card, key and value, bearer token, JWT, social security number, IBAN, telephone. */
    private static final List<String> EXPRESSIONS = List.of(
            "[\\w.+-]+@[\\w-]+\\.[\\w.]+",
            "\\b(?:\\d[ -]?){13}(?:\\d[ -]?){0,5}\\d\\b",
            "(?<=(?:password|secret|token)[=:])[^\\s&]+",
            "(?i)bearer\\s+[\\w.~+/-]+",
            "eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*",
            "\\b\\d{3}-\\d{2}-\\d{4}\\b",
            "\\b[A-Z]{2}\\d{2}[A-Z0-9]{11}[A-Z0-9]{0,19}\\b",
            "\\+\\d{1,3}[ -]?\\d{2,4}[ -]?\\d{3,8}");

    private final String title;
    private final boolean hidesSecrets;

    LogEncoder(String title, boolean hidesSecrets) {
        this.title = title;
        this.hidesSecrets = hidesSecrets;
    }

    /** {@return what readers call it} */
    public String title() {
        return title;
    }

    /** {@return whether it promises to hide all three secrets} */
    boolean hidesSecrets() {
        return hidesSecrets;
    }

    /** {@return the encoder around which it stands, or whose output it changes; itself if it is one of those} */
    public LogEncoder plain() {
        return switch (this) {
            case PATTERN, PATTERN_REPLACE_1, PATTERN_REPLACE_8, PATTERN_REDOUBT -> PATTERN;
            case JSON, JSON_REDOUBT -> JSON;
            case LOGSTASH, LOGSTASH_8, LOGSTASH_REDOUBT -> LOGSTASH;
        };
    }

    abstract Encoder<ILoggingEvent> make();

    /** {@return the encoder, started} */
    final Encoder<ILoggingEvent> open(LoggerContext context) {
        Encoder<ILoggingEvent> encoder = make();
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> pattern(String message) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setPattern(LAYOUT.replace("%MESSAGE", message));
        return encoder;
    }

    private static String replaced(List<String> expressions) {
        String message = "%msg";
        for (String expression : expressions) {
            message = "%replace(" + message + "){'" + expression + "', '***'}";
        }
        return message;
    }

    /** As it is, it writes the message with holes and what belongs there apart. */
    private static Encoder<ILoggingEvent> json() {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithFormattedMessage(true);
        return encoder;
    }

    private static Encoder<ILoggingEvent> masking(Encoder<ILoggingEvent> inner) {
        MaskingEncoder encoder = new MaskingEncoder();
        encoder.setEncoder(inner);
        return encoder;
    }
}
