package io.redoubt.spring;

import io.redoubt.ConfigurationException;
import io.redoubt.audit.SecurityEventListener;
import io.redoubt.key.Purpose;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.springframework.core.env.Environment;

/**
 * What became of the properties under {@code redoubt.keys}: keys that are in use, none, or problems. It does not throw by
 * itself, so that whoever judges other properties reports everything at once.
 */
final class KeysOutcome implements AutoCloseable {

    private final Optional<OpenKeyset> keyset;
    private final ServiceMacKeys macs;
    private final Problems problems;

    private KeysOutcome(Optional<OpenKeyset> keyset, ServiceMacKeys macs, Problems problems) {
        this.keyset = keyset;
        this.macs = macs;
        this.problems = problems;
    }

    /**
     * {@return the outcome; a keyset file that is refused is one of its problems}
     *
     * @param listener is told when a newer file is refused
     */
    static KeysOutcome of(Environment environment, Surroundings surroundings, SecurityEventListener listener) {
        Problems problems = new Problems();
        RedoubtProperties properties = PropertyReader.read(environment, problems);
        Optional<KeysetSource> source = new KeysReader(properties, environment, surroundings, problems).read();
        InstanceName instance = InstanceName.read(properties, environment, new SecureRandom(), problems);
        Optional<OpenKeyset> keyset = problems.none()
                ? source.flatMap(
                        it -> problems.take(setting -> setting, () -> new OpenKeyset(it.open(listener), it, instance)))
                : Optional.empty();
        ServiceMacKeys instead = KeysReader.wantsKeys(properties) ? ServiceMacKeys.assumed() : ServiceMacKeys.none();
        return new KeysOutcome(
                keyset, keyset.map(open -> ServiceMacKeys.of(open.keyset())).orElse(instead), problems);
    }

    /** {@return everything that is wrong, as far as it was looked at} */
    List<ConfigurationException.Problem> problems() {
        return problems.all();
    }

    /**
     * {@return the keys, if there are to be any}
     *
     * @throws ConfigurationException if there are problems
     */
    Optional<OpenKeyset> keyset() {
        if (!problems.none()) {
            throw problems.toException();
        }
        return keyset;
    }

    /** {@return whether there is a key for this; assumed where the keys are refused, which is a problem of its own} */
    boolean mayHave(Purpose purpose) {
        return keyset.map(open -> open.keyset().has(purpose)).orElse(true);
    }

    /** {@return the keys with which instances recognise each other's codes, if there are to be any} */
    ServiceMacKeys macs() {
        return macs;
    }

    /** Ends the watch for newer files. */
    @Override
    public void close() {
        keyset.ifPresent(open -> open.keyset().close());
    }
}
