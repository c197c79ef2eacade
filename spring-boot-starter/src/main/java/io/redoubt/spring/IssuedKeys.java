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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keyset file that was issued to this service. */
record IssuedKeys(KeysetLocation location) implements KeysetSource {

    private static final Pattern PROPERTY = Pattern.compile("redoubt\\.keys\\.[a-z-]+");

    @Override
    public ServiceKeyset open(SecurityEventListener listener) {
        try {
            return ServiceKeyset.open(location, listener, Clock.systemUTC());
        } catch (KeysetException e) {
            throw new ConfigurationException(
                    property(e),
                    "gives no keys (" + e.check().code() + "): the keyset " + e.problem(),
                    e.check().remedy());
        }
    }

    /** {@return that which the problem speaks of, or else which names the file that failed the check} */
    private static String property(KeysetException refused) {
        Matcher named = PROPERTY.matcher(refused.problem());
        if (named.find()) {
            return named.group();
        }
        return refused.check() == KeysetCheck.WRAP ? KeysReader.RECIPIENT_KEY : KeysReader.LOCATION;
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
