package io.redoubt.spring;

import io.redoubt.ConfigurationException;
import io.redoubt.audit.SecurityEventListener;
import io.redoubt.key.FilePermissions;
import io.redoubt.key.KeysetCheck;
import io.redoubt.key.KeysetException;
import io.redoubt.key.KeysetLocation;
import io.redoubt.key.ServiceKeyset;
import java.time.Clock;
import java.util.List;

/** The keyset file that was issued to this service. */
record IssuedKeys(KeysetLocation location) implements KeysetSource {

    @Override
    public ServiceKeyset open(SecurityEventListener listener) {
        try {
            return ServiceKeyset.open(location, listener, Clock.systemUTC());
        } catch (KeysetException e) {
            throw new ConfigurationException(
                    property(e.check()),
                    "gives no keys (" + e.check().code() + "): the keyset " + e.problem(),
                    e.check().remedy());
        }
    }

    /** {@return that which names what failed the check} */
    private static String property(KeysetCheck check) {
        return switch (check) {
            case WRAP -> KeysReader.RECIPIENT_KEY;
            case GENERATION_MEMORY -> KeysReader.STATE_DIR;
            default -> KeysReader.LOCATION;
        };
    }

    @Override
    public List<String> provisionerKeyIds() {
        return location.provisionerKeyIds();
    }

    @Override
    public boolean isDevelopment() {
        return false;
    }

    @Override
    public String describe() {
        return ", permissions " + (location.permissions() == FilePermissions.ENFORCE ? "enforced" : "warned of");
    }
}
