package io.redoubt.cli;

import io.redoubt.provisioning.Pkcs11Root;
import io.redoubt.provisioning.Pkcs12Root;
import io.redoubt.provisioning.Root;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Where a root is kept. */
sealed interface RootLocation {

    /** How it is written. */
    String FORM = "file:PATH or pkcs11:LIBRARY?slot=NUMBER&key=LABEL";

    /** {@return what keeps it, as the manifest names it} */
    String kind();

    /** {@return how its secret is asked for} */
    String question();

    /** {@return how a secret is asked for that whoever makes a root there chooses, if he does} */
    Optional<String> questionOfMaker();

    /** Makes a root there. */
    Root create(char[] password, SecureRandom random);

    /** Opens the root that is there. */
    Root open(char[] password);

    /** {@return whether it lies in this directory} */
    boolean isIn(Path directory);

    /**
     * {@return the place that a text names}
     *
     * @throws TypeConversionException if it names none
     */
    static RootLocation parse(String text) {
        try {
            if (text.startsWith(InFile.SCHEME) && text.length() > InFile.SCHEME.length()) {
                return new InFile(Path.of(text.substring(InFile.SCHEME.length())));
            }
            Matcher token = InToken.FORM.matcher(text);
            if (token.matches()) {
                return new InToken(Path.of(token.group(1)), Long.parseLong(token.group(2)), token.group(3));
            }
        } catch (InvalidPathException | NumberFormatException e) {
            // told below, without the text
        }
        throw new TypeConversionException("is no place of a root; write " + FORM);
    }

    /**
     * A PKCS#12 file.
     *
     * @param file the file
     */
    record InFile(Path file) implements RootLocation {

        private static final String SCHEME = "file:";

        @Override
        public String kind() {
            return "pkcs12";
        }

        @Override
        public String question() {
            return "Password of the root";
        }

        @Override
        public Optional<String> questionOfMaker() {
            return Optional.of("New password of the root");
        }

        @Override
        public Root create(char[] password, SecureRandom random) {
            return Pkcs12Root.create(file, password, random);
        }

        @Override
        public Root open(char[] password) {
            return Pkcs12Root.open(file, password);
        }

        @Override
        public boolean isIn(Path directory) {
            return file.toAbsolutePath()
                    .normalize()
                    .startsWith(directory.toAbsolutePath().normalize());
        }

        @Override
        public String toString() {
            return SCHEME + file;
        }
    }

    /**
     * A token that speaks PKCS#11.
     *
     * @param library its library
     * @param slot the id of its slot
     * @param key the label of the key
     */
    record InToken(Path library, long slot, String key) implements RootLocation {

        private static final Pattern FORM = Pattern.compile("pkcs11:([^?]+)\\?slot=([0-9]{1,18})&key=([^&]+)");

        @Override
        public String kind() {
            return "pkcs11";
        }

        @Override
        public String question() {
            return "PIN of the token";
        }

        @Override
        public Optional<String> questionOfMaker() {
            return Optional.empty();
        }

        @Override
        public Root create(char[] password, SecureRandom random) {
            return Pkcs11Root.create(library, slot, key, password);
        }

        @Override
        public Root open(char[] password) {
            return Pkcs11Root.open(library, slot, key, password);
        }

        @Override
        public boolean isIn(Path directory) {
            return false;
        }

        @Override
        public String toString() {
            return "pkcs11:" + library + "?slot=" + slot + "&key=" + key;
        }
    }
}
