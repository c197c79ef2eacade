package io.redoubt.provisioning;

import io.redoubt.ConfigurationException;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * A root in a PKCS#12 file (RFC 7292) under a password, which 600,000 iterations of PBKDF2 protect from being guessed.
 *
 * <p>As long as it is open the root is in the memory of this process: use it where nothing else runs, and close it. Passwords
 * are 12 or more printable ASCII characters; their arrays stay their owner's to overwrite. Thread-safe.
 *
 * @since 0.1.0
 */
public final class Pkcs12Root implements Root {

    private static final int MIN_PASSWORD = 12;

    private final SoftwareRoot root;

    private Pkcs12Root(SoftwareRoot root) {
        this.root = root;
    }

    /**
     * Draws a root and writes it to a new file that only its owner may read, which then is opened again and checked.
     *
     * @param file where nothing is yet
     * @param password protects the file
     * @param random draws the root
     * @return the root, open
     * @throws ConfigurationException if the file exists or cannot be written, or the password is not accepted
     */
    public static Pkcs12Root create(Path file, char[] password, SecureRandom random) {
        try (RootKey key = RootKey.random(random)) {
            return write(file, password, key, random);
        }
    }

    /**
     * Writes the root of a key ceremony to a new file, as {@link #create} does with one that it draws.
     *
     * @param file where nothing is yet
     * @param password protects the file
     * @param root 64 random bytes, which stay their owner's to overwrite
     * @param random draws salts
     * @return the root, open
     * @throws ConfigurationException if the file exists or cannot be written, or password or root are not accepted
     */
    public static Pkcs12Root importing(Path file, char[] password, byte[] root, SecureRandom random) {
        try (RootKey key = RootKey.copyOf(root)) {
            return write(file, password, key, random);
        }
    }

    /**
     * {@return the root in a file, open}
     *
     * @param file a file that others have no access to
     * @param password what protects it
     * @throws ConfigurationException if the file is not there, others may read or write it, it is protected by less than
     *     600,000 iterations or in another way, or the password is not that of the file
     */
    public static Pkcs12Root open(Path file, char[] password) {
        byte[] bytes = RootFile.read(file);
        Pkcs12Strength.check(bytes);
        return new Pkcs12Root(Pkcs12Store.open(bytes, password));
    }

    private static Pkcs12Root write(Path file, char[] password, RootKey key, SecureRandom random) {
        requireGood(password);
        byte[] bytes = Pkcs12Store.seal(key, password, random);
        return RootFile.write(file, bytes, written -> open(written, password));
    }

    /** RFC 7292 and the JDK read other characters in different ways. */
    private static void requireGood(char[] password) {
        boolean good = password.length >= MIN_PASSWORD;
        for (char character : password) {
            good &= character >= ' ' && character <= '~';
        }
        if (!good) {
            throw new ConfigurationException(
                    "root password",
                    "is too short, or has characters beyond printable ASCII",
                    "use " + MIN_PASSWORD + " or more printable ASCII characters, best drawn at random");
        }
    }

    @Override
    public byte[] mac(byte[] input) {
        return root.mac(input);
    }

    @Override
    public void close() {
        root.close();
    }

    /** {@return what it is, never its bytes} */
    @Override
    public String toString() {
        return "Pkcs12Root";
    }
}
