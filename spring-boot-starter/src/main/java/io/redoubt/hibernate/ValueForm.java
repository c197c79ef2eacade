package io.redoubt.hibernate;

import java.util.Arrays;

/** How the values of an attribute become values that can be sealed, which nobody changes any more. */
interface ValueForm {

    /** Values that cannot be changed. */
    ValueForm IMMUTABLE = new ValueForm() {
        @Override
        public Object plain(Object attribute) {
            return attribute;
        }

        @Override
        public Object attribute(Object plain) {
            return plain;
        }

        @Override
        public boolean isSame(Object one, Object other) {
            return one.equals(other);
        }
    };

    /** Bytes, which are copied. */
    ValueForm BYTES = new ValueForm() {
        @Override
        public Object plain(Object attribute) {
            return ((byte[]) attribute).clone();
        }

        @Override
        public Object attribute(Object plain) {
            return ((byte[]) plain).clone();
        }

        @Override
        public boolean isSame(Object one, Object other) {
            return Arrays.equals((byte[]) one, (byte[]) other);
        }
    };

    /** {@return the value to be sealed} */
    Object plain(Object attribute);

    /** {@return the value for the attribute} */
    Object attribute(Object plain);

    /** {@return whether two values to be sealed stand for equal ones of the attribute} */
    boolean isSame(Object one, Object other);
}
