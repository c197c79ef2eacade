package io.redoubt.key;

import com.google.crypto.tink.Key;
import com.google.crypto.tink.KeysetHandle;
import java.security.GeneralSecurityException;

/** One key alone in Tink's hands. */
final class Single {

    private Single() {}

    static KeysetHandle handle(Key key) throws GeneralSecurityException {
        return KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.importKey(key).withFixedId(1).makePrimary())
                .build();
    }
}
