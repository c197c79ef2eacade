package io.redoubt.provisioning;

import io.redoubt.ConfigurationException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * A root in a token that speaks PKCS#11, such as an HSM, through the provider of the JDK: the token computes, and the root
 * never leaves it.
 *
 * <p>A key that could be taken out of the token is refused. A token is named by its library and the id of its slot, which
 * {@code pkcs11-tool --list-slots} or the tool of its maker tells. PINs stay their owner's to overwrite. Roots in one token
 * share its session: closing one closes all. Thread-safe.
 *
 * @since 0.1.0
 */
public final class Pkcs11Root implements Root {

    private final Pkcs11Token token;
    private final SecretKey key;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Pkcs11Root(Pkcs11Token token, SecretKey key) {
        this.token = token;
        this.key = key;
    }

    /**
     * Has the token draw a root, of which there will never be a copy but by the means of the token's maker: think of the
     * day when it breaks.
     *
     * @param library the library of the token
     * @param slot the id of its slot
     * @param label a label that no key in it has yet: 1 to 64 of {@code [A-Za-z0-9._-]}
     * @param pin the PIN of its user
     * @return the root, open
     * @throws ConfigurationException if the token cannot be reached or refuses, or has a key with this label
     */
    public static Pkcs11Root create(Path library, long slot, String label, char[] pin) {
        Pkcs11Token token = Pkcs11Token.open(library, slot, pin);
        return token.orLogout(() -> new Pkcs11Root(token, token.generate(label)));
    }

    /**
     * Puts the root of a key ceremony into the token, from where it cannot be taken again. It gives the same keys as these
     * 64 bytes anywhere else. That no copy is left outside is for the ceremony to see to: the token cannot know it, and
     * never says of such a key that it was always inside.
     *
     * @param library the library of the token
     * @param slot the id of its slot
     * @param label a label that no key in it has yet: 1 to 64 of {@code [A-Za-z0-9._-]}
     * @param pin the PIN of its user
     * @param root 64 random bytes, which stay their owner's to overwrite
     * @return the root, open
     * @throws ConfigurationException if the token cannot be reached or refuses, or has a key with this label
     */
    public static Pkcs11Root importing(Path library, long slot, String label, char[] pin, byte[] root) {
        try (RootKey bytes = RootKey.copyOf(root)) {
            Pkcs11Token token = Pkcs11Token.open(library, slot, pin);
            return token.orLogout(() -> new Pkcs11Root(token, token.put(label, bytes)));
        }
    }

    /**
     * {@return the root that is in a token, open}
     *
     * @param library the library of the token
     * @param slot the id of its slot
     * @param label the label of the key
     * @param pin the PIN of its user
     * @throws ConfigurationException if the token cannot be reached or refuses, or has no such key, or one that can be taken
     *     out of it
     */
    public static Pkcs11Root open(Path library, long slot, String label, char[] pin) {
        Pkcs11Token token = Pkcs11Token.open(library, slot, pin);
        return token.orLogout(() -> new Pkcs11Root(token, token.key(label)));
    }

    @Override
    public byte[] mac(byte[] input) {
        if (closed.get()) {
            throw new IllegalStateException("the root is closed");
        }
        try {
            Mac mac = token.mac();
            mac.init(key);
            return mac.doFinal(input);
        } catch (GeneralSecurityException | ProviderException e) {
            throw new IllegalStateException("the token does not answer");
        }
    }

    /** Ends the session with the token. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            token.logout();
        }
    }

    /** {@return what it is} */
    @Override
    public String toString() {
        return "Pkcs11Root";
    }
}
