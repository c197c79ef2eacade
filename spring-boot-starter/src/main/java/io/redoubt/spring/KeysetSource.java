package io.redoubt.spring;

import io.redoubt.ConfigurationException;
import io.redoubt.audit.SecurityEventListener;
import io.redoubt.key.ServiceKeyset;
import java.util.List;

/** Where the keys of this service come from. */
sealed interface KeysetSource permits IssuedKeys, DevelopmentKeys {

    /**
     * {@return the keys, open}
     *
     * @throws ConfigurationException if they are refused, under the property that is to be mended
     */
    ServiceKeyset open(SecurityEventListener listener);

    /** {@return by which keys a keyset may be signed} */
    List<String> provisionerKeyIds();

    /** {@return whether the keys protect nothing} */
    boolean isDevelopment();

    /** {@return what is to be said of it in the start-up line, after what the keyset says of itself} */
    String describe();
}
