package io.redoubt.cli;

import io.redoubt.field.FieldCipher;
import io.redoubt.field.FieldLock;
import io.redoubt.field.jdbc.ReencryptionJobs;
import io.redoubt.field.jdbc.SubjectKeyStore;
import io.redoubt.key.ServiceKeyset;
import javax.sql.DataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A command that opens the database of a service, and has its keys. */
@Command
abstract class KeyedAction extends Action {

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private KeysetOptions keyset = new KeysetOptions();

    @Mixin
    private LockOption lock = new LockOption();

    KeyedAction(Terminal terminal) {
        super(terminal);
    }

    /** Refuses options that do not fit together, before anything is opened. */
    void check() {}

    /** {@return what came of it} */
    abstract Answer act(Opened opened) throws Exception;

    @Override
    final Answer act() throws Exception {
        database.check(this);
        check();
        try (ServiceKeyset keys = keyset.open(terminal())) {
            return act(new Opened(database.open(terminal()), lock.read(), keys, terminal()));
        }
    }

    final ServiceOptions owner() {
        return keyset.owner();
    }

    /**
     * All that a service has.
     *
     * @param database its database
     * @param lock its fields
     * @param keys its keys
     * @param terminal where this is
     */
    record Opened(DataSource database, FieldLock lock, ServiceKeyset keys, Terminal terminal) {

        FieldCipher cipher() {
            // What does not open is in the answer, with its row.
            return FieldCipher.of(keys, event -> {});
        }

        SubjectKeyStore subjects() {
            return SubjectKeyStore.of(database, () -> lock, keys, terminal.random(), System::nanoTime);
        }

        ReencryptionJobs jobs() {
            return jobs(cipher());
        }

        ReencryptionJobs jobs(FieldCipher cipher) {
            return ReencryptionJobs.of(database, lock, keys, cipher).with(subjects());
        }
    }
}
