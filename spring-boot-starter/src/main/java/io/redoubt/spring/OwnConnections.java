package io.redoubt.spring;

import io.redoubt.ConfigurationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * Connections to the database of a pool that are not of the pool: who holds one of it never waits for another one. Each is new, which is
 * fine for what happens once for each person. Thread-safe.
 */
final class OwnConnections extends AbstractDataSource {

    private final DataSource pool;

    /** Found when it is first wanted: most applications never do. */
    private final AtomicReference<@Nullable DataSource> own = new AtomicReference<>();

    OwnConnections(DataSource pool) {
        this.pool = pool;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return own().getConnection();
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return own().getConnection(username, password);
    }

    private DataSource own() {
        DataSource known = own.get();
        if (known == null) {
            own.compareAndSet(null, derived());
            known = Objects.requireNonNull(own.get());
        }
        return known;
    }

    private DataSource derived() {
        try {
            return DataSourceBuilder.derivedFrom(pool)
                    .type(SimpleDriverDataSource.class)
                    .build();
        } catch (RuntimeException e) {
            // Without its cause, which may quote the URL.
            throw new ConfigurationException(
                    "spring.datasource",
                    "is a pool that does not tell how to connect beside it, which keys of subjects need",
                    "declare a bean of type SubjectKeyStore with a data source of its own");
        }
    }
}
