package io.redoubt.field;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.redoubt.ConfigurationException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What reads bytes of the database, a file or a value before anything is known of them. Each target throws if it finds a defect:
 * any exception but a refusal, or an accepted input that breaks a promise. A fuzzer feeds it bytes, and so does
 * {@link FieldFuzzFindingsTest}.
 */
enum FieldFuzzTarget {
    CIPHERTEXT_HEADER {
        /** A header is written in one way. */
        @Override
        void take(byte[] input) {
            CiphertextHeader.parse(input).ifPresent(header -> {
                require(header.length() < input.length, "nothing behind it");
                boolean isOurs = header.subjectNumber().isPresent()
                        || Arrays.equals(
                                Arrays.copyOf(input, header.length()),
                                CiphertextHeader.write(header.suite(), header.epoch(), OptionalLong.empty()));
                require(isOurs, "two spellings");
            });
        }
    },

    CIPHERTEXT_TEXT {
        /** So is the text of a ciphertext. */
        @Override
        void take(byte[] input) {
            String text = new String(input, ISO_8859_1);
            CiphertextText.bytes(text)
                    .ifPresent(bytes -> require(CiphertextText.text(bytes).equals(text), "two spellings"));
            CiphertextHeader.parseText(text);
        }
    },

    PLAINTEXT {
        /** What is read as a value is read as the same value after it was written anew. */
        @Override
        void take(byte[] input) {
            SampleValue.ofEachType().forEach(sample -> takeAs(sample.type(), input));
        }

        private <T> void takeAs(FieldType<T> type, byte[] input) {
            T value;
            try {
                value = type.decode(input.clone());
            } catch (MalformedPlaintext e) {
                return;
            }
            try {
                T again = type.decode(type.encode(value));
                require(again.equals(value) || again instanceof byte[], "another value");
            } catch (MalformedPlaintext e) {
                throw new AssertionError("not read again", e);
            }
        }
    },

    FIELD_LOCK {
        /** A lock that is read is written so that it is read as the same. */
        @Override
        void take(byte[] input) {
            FieldLock lock;
            try {
                lock = FieldLock.parse(input);
            } catch (ConfigurationException e) {
                return;
            }
            require(FieldLock.parse(lock.toBytes()).equals(lock), "another lock");
            require(lock.problems(lock).isEmpty(), "differs from itself");
        }
    },

    NORMALISER {
        /** A form is its own form. */
        @Override
        void take(byte[] input) {
            String text = Utf8.decode(input).orElse("");
            List.of(Normaliser.values()).forEach(normaliser -> takeWith(normaliser, text));
        }

        private void takeWith(Normaliser normaliser, String text) {
            String form;
            try {
                form = normaliser.normalise(text);
            } catch (IllegalArgumentException e) {
                return;
            }
            require(normaliser.normalise(form).equals(form), "two forms");
        }
    };

    abstract void take(byte[] input);

    /** {@return where the findings and first examples of this target are kept} */
    String folder() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void require(boolean promise, String otherwise) {
        if (!promise) {
            throw new AssertionError(otherwise);
        }
    }
}
