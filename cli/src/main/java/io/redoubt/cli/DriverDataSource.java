package io.redoubt.cli;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Opens each connection by one driver, without a pool. Thread-safe. */
final class DriverDataSource implements DataSource {

    private final Driver driver;
    private final JdbcUrl url;
    private final Properties account;

    /** @param account user and password, as far as they are known */
    DriverDataSource(Driver driver, JdbcUrl url, Properties account) {
        this.driver = driver;
        this.url = url;
        this.account = account;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return Optional.ofNullable(driver.connect(url.text(), account))
                .orElseThrow(() -> new SQLException("another driver is needed", "08001"));
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("there is one account");
    }

    @Override
    public PrintWriter getLogWriter() {
        return new PrintWriter(PrintWriter.nullWriter());
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // nothing is logged
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("the URL says how long to wait");
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("nothing is logged");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("there is nothing inside");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
