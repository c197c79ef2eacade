package io.redoubt.spring;

/**
 * One section of what {@code /actuator/redoubt} shows. It never holds a secret, nor a name under which this service shows one.
 */
interface PostureSection {

    /** {@return the name of its member in the JSON object} */
    String name();

    /** {@return text, or maps and lists of texts, numbers and booleans} */
    Object content();
}
