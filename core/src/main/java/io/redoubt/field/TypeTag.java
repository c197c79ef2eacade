package io.redoubt.field;

import java.util.Optional;
import java.util.stream.Stream;

/** How values are written, as it stands before each sealed value and in the lock file, for ever. FORMATS section 4. */
enum TypeTag {
    TEXT(1, "text"),
    BYTES(2, "bytes"),
    WHOLE(3, "whole"),
    FRACTION(4, "fraction"),
    DECIMAL(5, "decimal"),
    BOOLEAN(6, "boolean"),
    DATE(7, "date"),
    TIME(8, "time"),
    DATE_TIME(9, "date-time"),
    INSTANT(10, "instant"),
    ENUM(11, "enum"),
    UUID(12, "uuid"),
    JSON(13, "json"),
    OFFSET_DATE_TIME(14, "offset-date-time");

    private final int number;
    private final String id;

    TypeTag(int number, String id) {
        this.number = number;
        this.id = id;
    }

    int number() {
        return number;
    }

    String id() {
        return id;
    }

    /** {@return the tag with this name} */
    static Optional<TypeTag> of(String id) {
        return Stream.of(values()).filter(it -> it.id.equals(id)).findAny();
    }
}
