package io.redoubt.provisioning;

import io.redoubt.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.security.auth.login.LoginException;

/** A session with a token that speaks PKCS#11, through the provider SunPKCS11 of the JDK. */
final class Pkcs11Token {

    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern LIBRARY = Pattern.compile("[A-Za-z0-9._/+: -]+");
    private static final int BITS = 8 * RootKey.BYTES;

    /**
     * How the JDK writes a key that the token gives to nobody. It has no other way to tell, but that it gives no bytes,
     * which is true of a key as well that can be taken out wrapped. Another text, of another JDK, is refused.
     */
    private static final String SEALED = ", sensitive, unextractable)";

    private final AuthProvider provider;
    private final KeyStore store;

    private Pkcs11Token(AuthProvider provider, KeyStore store) {
        this.provider = provider;
        this.store = store;
    }

    static Pkcs11Token open(Path library, long slot, char[] pin) {
        AuthProvider provider = provider(library, slot);
        try {
            KeyStore store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, pin);
            return new Pkcs11Token(provider, store);
        } catch (GeneralSecurityException | IOException | ProviderException e) {
            throw new ConfigurationException(
                    "root token",
                    "lets nobody in with this PIN, or has two keys with one label",
                    "check the PIN before you try again: a token locks itself after some wrong ones");
        }
    }

    /** What a key in the token may do, whoever makes it: this and no more. */
    private static AuthProvider provider(Path library, long slot) {
        String file = library.toAbsolutePath().toString().replace('\\', '/');
        if (slot < 0 || !LIBRARY.matcher(file).matches() || !Files.isReadable(library)) {
            throw unreachable();
        }
        String configuration = """
                --name = RedoubtRoot
                library = "%s"
                slot = %d
                attributes(*, CKO_SECRET_KEY, CKK_GENERIC_SECRET) = {
                  CKA_SENSITIVE = true
                  CKA_EXTRACTABLE = false
                  CKA_SIGN = true
                  CKA_VERIFY = false
                  CKA_ENCRYPT = false
                  CKA_DECRYPT = false
                  CKA_DERIVE = false
                }
                """.formatted(file, slot);
        Provider jdk = Security.getProvider("SunPKCS11");
        if (jdk == null) {
            throw new ConfigurationException(
                    "root token", "needs a Java with the module jdk.crypto.cryptoki", "use a whole JDK");
        }
        try {
            return (AuthProvider) jdk.configure(configuration);
        } catch (ProviderException | InvalidParameterException e) {
            throw unreachable();
        }
    }

    /** {@return a key that the token draws and keeps} */
    SecretKey generate(String label) {
        try {
            KeyGenerator generator = KeyGenerator.getInstance(RootKey.ALGORITHM, provider);
            generator.init(BITS);
            return put(label, generator.generateKey());
        } catch (NoSuchAlgorithmException | InvalidParameterException | ProviderException e) {
            throw new ConfigurationException(
                    "root token", "cannot draw a key of 64 bytes", "draw one in a key ceremony, and import it");
        }
    }

    /** {@return a key that was made elsewhere and that the token keeps; it is not left there if it could be taken out} */
    SecretKey put(String label, SecretKey key) {
        store(label, key);
        try {
            return key(label);
        } catch (ConfigurationException e) {
            delete(label);
            throw e;
        }
    }

    private void store(String label, SecretKey key) {
        try {
            if (!LABEL.matcher(label).matches() || store.containsAlias(label)) {
                throw new ConfigurationException(
                        "root label", "is in use already, or is not 1 to 64 of [A-Za-z0-9._-]", "choose another one");
            }
            store.setEntry(label, new KeyStore.SecretKeyEntry(key), null);
        } catch (GeneralSecurityException | ProviderException e) {
            throw new ConfigurationException(
                    "root token", "does not take a secret key of 64 bytes", "see whether it can do HMAC-SHA-512");
        }
    }

    private void delete(String label) {
        try {
            store.deleteEntry(label);
        } catch (KeyStoreException | ProviderException e) {
            throw new ConfigurationException(
                    "root token",
                    "keeps a key that was refused and does not delete it",
                    "delete it with the token's tool");
        }
    }

    /** {@return the key with this label, of which the token gives nobody the bytes} */
    SecretKey key(String label) {
        try {
            Key key = store.getKey(label, null);
            if (!(key instanceof SecretKey secret)) {
                throw new ConfigurationException("root label", "is of no secret key in the token", "list its keys");
            }
            if (secret.getEncoded() != null || !secret.toString().endsWith(SEALED)) {
                throw new ConfigurationException(
                        "root token",
                        "has a root that can be taken out of it",
                        "import it anew, sensitive and not extractable, and destroy the old one");
            }
            mac().init(secret);
            return secret;
        } catch (GeneralSecurityException | ProviderException e) {
            throw new ConfigurationException(
                    "root token", "cannot do HMAC-SHA-512 with this key", "use a generic secret key of 64 bytes");
        }
    }

    Mac mac() throws NoSuchAlgorithmException {
        return Mac.getInstance(RootKey.ALGORITHM, provider);
    }

    /** {@return what was supplied; if nothing was, the session ends} */
    <T> T orLogout(Supplier<T> root) {
        try {
            return root.get();
        } catch (RuntimeException e) {
            logout();
            throw e;
        }
    }

    void logout() {
        try {
            provider.logout();
        } catch (LoginException | ProviderException e) {
            throw new IllegalStateException("the token does not end the session");
        }
    }

    private static ConfigurationException unreachable() {
        return new ConfigurationException(
                "root token",
                "is not in this slot, or its library cannot be loaded",
                "name the library's file and the id of the slot, which the token's tool lists");
    }
}
