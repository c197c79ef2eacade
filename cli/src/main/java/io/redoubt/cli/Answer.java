package io.redoubt.cli;

import java.util.Map;

/** What a command has to say, once for programs and once for people. */
interface Answer {

    /** {@return whether it is good news; otherwise the command ends with 1} */
    default boolean isGood() {
        return true;
    }

    /** {@return what programs read: names that stay, without key material} */
    Map<String, Object> members();

    /** Writes what people read. */
    void print(Page page);
}
