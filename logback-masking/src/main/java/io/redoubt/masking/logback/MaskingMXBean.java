package io.redoubt.masking.logback;

import java.util.List;
import java.util.Map;

/**
 * What masking did, for a console of JMX: {@code io.redoubt.masking:type=Masking,context=NAME}.
 *
 * @since 0.1.0
 */
public interface MaskingMXBean {

    /** {@return how many records went through} */
    long getEvents();

    /** {@return how many of them were written otherwise than they were logged: masked, cut, or with control characters made visible} */
    long getMaskedEvents();

    /** {@return how many bytes of records were looked at} */
    long getBytes();

    /** {@return how often each detector found something} */
    Map<String, Long> getFindings();

    /** {@return how many records were withheld, by reason} */
    Map<String, Long> getWithheld();

    /** {@return the appenders that write what was not masked} */
    List<String> getUncoveredAppenders();

    /** {@return detectors and loggers as JSON, never a sample} */
    String getReport();
}
