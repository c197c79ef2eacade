package io.redoubt.benchmarks.field;

import io.redoubt.hibernate.Encrypted;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** The same customer, with more and fewer attributes encrypted. */
final class Customers {

    private static final String NAME = "Ada Lovelace";
    private static final String EMAIL = "ada@example.com";
    private static final String PHONE = "+44 20 7946 0000";
    private static final String STREET = "12 St James's Square";
    private static final String NOTE = "prefers to be written to";

    private Customers() {}

    /** What is done with each of them. */
    interface Customer {

        /** {@return the customer, all attributes set} */
        Customer fill(long number);

        /** {@return how long all attributes are together: every one is read} */
        int read();
    }

    /** Nothing is encrypted. */
    @Entity(name = "PlainCustomer")
    static class PlainCustomer implements Customer {

        @Id
        private long id;

        private String name = "";

        private String email = "";

        private String phone = "";

        private String street = "";

        private String note = "";

        @Override
        public Customer fill(long number) {
            id = number;
            name = NAME;
            email = EMAIL;
            phone = PHONE;
            street = STREET;
            note = NOTE;
            return this;
        }

        @Override
        public int read() {
            return name.length() + email.length() + phone.length() + street.length() + note.length();
        }
    }

    /** One attribute goes through a converter. */
    @Entity(name = "ConvertedOnce")
    static class ConvertedOnce implements Customer {

        @Id
        private long id;

        @Convert(converter = HandWrittenConverter.class)
        private String name = "";

        private String email = "";

        private String phone = "";

        private String street = "";

        private String note = "";

        @Override
        public Customer fill(long number) {
            id = number;
            name = NAME;
            email = EMAIL;
            phone = PHONE;
            street = STREET;
            note = NOTE;
            return this;
        }

        @Override
        public int read() {
            return name.length() + email.length() + phone.length() + street.length() + note.length();
        }
    }

    /** Five attributes go through a converter. */
    @Entity(name = "ConvertedFiveTimes")
    static class ConvertedFiveTimes implements Customer {

        @Id
        private long id;

        @Convert(converter = HandWrittenConverter.class)
        private String name = "";

        @Convert(converter = HandWrittenConverter.class)
        private String email = "";

        @Convert(converter = HandWrittenConverter.class)
        private String phone = "";

        @Convert(converter = HandWrittenConverter.class)
        private String street = "";

        @Convert(converter = HandWrittenConverter.class)
        private String note = "";

        @Override
        public Customer fill(long number) {
            id = number;
            name = NAME;
            email = EMAIL;
            phone = PHONE;
            street = STREET;
            note = NOTE;
            return this;
        }

        @Override
        public int read() {
            return name.length() + email.length() + phone.length() + street.length() + note.length();
        }
    }

    /** Redoubt encrypts one attribute. */
    @Entity(name = "EncryptedOnce")
    static class EncryptedOnce implements Customer {

        @Id
        private long id;

        @Encrypted
        private String name = "";

        private String email = "";

        private String phone = "";

        private String street = "";

        private String note = "";

        @Override
        public Customer fill(long number) {
            id = number;
            name = NAME;
            email = EMAIL;
            phone = PHONE;
            street = STREET;
            note = NOTE;
            return this;
        }

        @Override
        public int read() {
            return name.length() + email.length() + phone.length() + street.length() + note.length();
        }
    }

    /** Redoubt encrypts five attributes. */
    @Entity(name = "EncryptedFiveTimes")
    static class EncryptedFiveTimes implements Customer {

        @Id
        private long id;

        @Encrypted
        private String name = "";

        @Encrypted
        private String email = "";

        @Encrypted
        private String phone = "";

        @Encrypted
        private String street = "";

        @Encrypted
        private String note = "";

        @Override
        public Customer fill(long number) {
            id = number;
            name = NAME;
            email = EMAIL;
            phone = PHONE;
            street = STREET;
            note = NOTE;
            return this;
        }

        @Override
        public int read() {
            return name.length() + email.length() + phone.length() + street.length() + note.length();
        }
    }
}
