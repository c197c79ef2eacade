package io.redoubt.provisioning;

import io.redoubt.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import javax.security.auth.DestroyFailedException;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.AuthenticatedSafe;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;

/** The JDK's key store for PKCS#12, with one root in it. */
final class Pkcs12Store {

    static final String ALIAS = "root";

    private static final String CIPHER = "PBEWithHmacSHA256AndAES_256";
    private static final String MAC = "HmacPBESHA256";
    private static final int SALT_BYTES = 20;
    private static final int IV_BYTES = 16;

    private Pkcs12Store() {}

    /** {@return the file} */
    static byte[] seal(RootKey key, char[] password, SecureRandom random) {
        PBEParameterSpec parameters = new PBEParameterSpec(
                draw(random, SALT_BYTES), Pkcs12Strength.ITERATIONS, new IvParameterSpec(draw(random, IV_BYTES)));
        KeyStore.PasswordProtection protection = new KeyStore.PasswordProtection(password, CIPHER, parameters);
        try (ByteArrayOutputStream file = new ByteArrayOutputStream()) {
            KeyStore store = load(empty(password, random), password);
            store.setEntry(ALIAS, new KeyStore.SecretKeyEntry(key), protection);
            store.store(file, password);
            return file.toByteArray();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("every Java writes PKCS#12", e);
        } finally {
            destroy(protection);
        }
    }

    /** {@return the root in the file} */
    static SoftwareRoot open(byte[] file, char[] password) {
        try {
            KeyStore store = load(file, password);
            List<String> aliases = Collections.list(store.aliases());
            Key key = aliases.size() == 1 ? store.getKey(aliases.get(0), password) : null;
            if (!(key instanceof SecretKey secret)) {
                throw unfit();
            }
            byte[] bytes = secret.getEncoded();
            try (RootKey root = RootKey.copyOf(bytes)) {
                return SoftwareRoot.of(root);
            } finally {
                Arrays.fill(bytes, (byte) 0);
            }
        } catch (IOException | GeneralSecurityException e) {
            // Without its cause: it is the password.
            throw new ConfigurationException(
                    "root password",
                    "does not open the root file, or the file was changed",
                    "give the password that the file was made with");
        }
    }

    /**
     * A file with nothing in it but a MAC (RFC 7292 section 4 and appendix B). The JDK keeps the iterations of the MAC that
     * it finds; to choose them otherwise, it wants a property that holds for everybody in this process.
     */
    private static byte[] empty(char[] password, SecureRandom random) throws IOException, GeneralSecurityException {
        byte[] content = new AuthenticatedSafe(new ContentInfo[0]).getEncoded();
        byte[] salt = draw(random, SALT_BYTES);
        PBEKeySpec spec = new PBEKeySpec(password);
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(
                    SecretKeyFactory.getInstance("PBE").generateSecret(spec),
                    new PBEParameterSpec(salt, Pkcs12Strength.ITERATIONS));
            DigestInfo digest =
                    new DigestInfo(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256), mac.doFinal(content));
            return new Pfx(
                            new ContentInfo(PKCSObjectIdentifiers.data, new DEROctetString(content)),
                            new MacData(digest, salt, Pkcs12Strength.ITERATIONS))
                    .getEncoded();
        } finally {
            spec.clearPassword();
        }
    }

    private static KeyStore load(byte[] file, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(file), password);
        return store;
    }

    private static ConfigurationException unfit() {
        return new ConfigurationException(
                "root file", "has not one secret key in it, and nothing else", "name the file with the root");
    }

    private static byte[] draw(SecureRandom random, int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return drawn;
    }

    private static void destroy(KeyStore.PasswordProtection protection) {
        try {
            protection.destroy();
        } catch (DestroyFailedException e) {
            throw new IllegalStateException("a password can be overwritten", e);
        }
    }
}
