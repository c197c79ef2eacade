package io.redoubt.spring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What masks the log of this application. */
interface LoggingMask {

    /** {@return what it is, for a line at the start} */
    String describe();

    /** {@return what writes what was not masked, and how to mend it} */
    Map<String, String> bypasses();

    /** {@return what the actuator shows} */
    Map<String, Object> content();

    /** {@return how often each detector found something} */
    Map<String, Long> findings();

    /** {@return how many records were withheld, by reason} */
    Map<String, Long> withheld();

    /**
     * Nothing does.
     *
     * @param reason why
     * @param remedy what to do about it
     */
    record None(String reason, String remedy) implements LoggingMask {

        static final None SWITCHED_OFF = new None(MaskingReader.ENABLED + " is false", "set it to true");

        static final None WITHOUT_LOGBACK =
                new None("the application does not log by Logback", "log by Logback, which Boot does by default");

        @Override
        public String describe() {
            return "off: " + reason;
        }

        @Override
        public Map<String, String> bypasses() {
            return Map.of("nothing is, since " + reason, remedy);
        }

        @Override
        public Map<String, Object> content() {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("active", false);
            shown.put("reason", reason);
            shown.put("appenders", List.of());
            shown.put("findings", List.of());
            return shown;
        }

        @Override
        public Map<String, Long> findings() {
            return Map.of();
        }

        @Override
        public Map<String, Long> withheld() {
            return Map.of();
        }
    }
}
