package io.redoubt.key;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes the keys out of a keyset, decrypted if they are wrapped, and compared with the list that was signed. */
final class KeysetSets {

    private KeysetSets() {}

    /**
     * {@return the delivered keys}
     *
     * @param keyset the keyset
     * @param recipients finds the key for which it is wrapped; only asked if it is
     * @throws KeysetException if the sets cannot be opened, or their keys are not those of the list
     */
    static List<LeafKey> leaves(KeysetPayload keyset, Recipients recipients) throws KeysetException {
        Optional<KeysetCipher> cipher = keyset.wrap().isPresent()
                ? Optional.of(unwrapped(keyset.wrap().get(), keyset.header(), recipients.find()))
                : Optional.empty();
        List<LeafKey> leaves = new ArrayList<>();
        for (Map.Entry<Purpose, List<KeyEntry>> set :
                KeyList.delivered(keyset.entries()).entrySet()) {
            byte[] clear = clear(set.getKey(), keyset, cipher);
            try {
                leaves.addAll(StoredKeys.read(clear, set.getValue()));
            } finally {
                Arrays.fill(clear, (byte) 0);
            }
        }
        return leaves;
    }

    private static byte[] clear(Purpose purpose, KeysetPayload keyset, Optional<KeysetCipher> cipher)
            throws KeysetException {
        byte[] stored = decode(keyset.sets().getOrDefault(purpose, ""));
        if (cipher.isEmpty()) {
            return stored;
        }
        try {
            return cipher.get().open(purpose, stored);
        } catch (GeneralSecurityException e) {
            throw new KeysetException(KeysetCheck.WRAP, "has a set that was not encrypted for this place in it");
        }
    }

    private static KeysetCipher unwrapped(KeysetPayload.Wrap wrap, KeysetHeader header, Recipient recipient)
            throws KeysetException {
        if (!recipient.publicKey().id().equals(wrap.recipient())) {
            throw new KeysetException(KeysetCheck.WRAP, "is wrapped for another recipient key");
        }
        byte[] key = new byte[0];
        try {
            key = recipient.open(decode(wrap.sealed()), KeysetCipher.wrapInfo(header));
            return KeysetCipher.of(key, header);
        } catch (GeneralSecurityException e) {
            throw new KeysetException(KeysetCheck.WRAP, "was not wrapped for this service and generation");
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] decode(String base64url) throws KeysetException {
        try {
            return Base64.getUrlDecoder().decode(base64url);
        } catch (IllegalArgumentException e) {
            throw new KeysetException(KeysetCheck.FORM, "is not of format 1: a set is not base64url");
        }
    }

    /** Finds the private key for which keysets are wrapped. */
    @FunctionalInterface
    interface Recipients {
        Recipient find() throws KeysetException;
    }
}
