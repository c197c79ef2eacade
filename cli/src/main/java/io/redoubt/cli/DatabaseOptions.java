package io.redoubt.cli;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which database, and who opens it. */
@Command
final class DatabaseOptions {

    private static final String DRIVER = "database.driver";

    /** SQL:2016 part 2 section 24.1: the state of every error. */
    private static final Pattern SQL_STATE = Pattern.compile("[0-9A-Z]{5}");

    @Option(
            names = "--jdbc-url",
            paramLabel = "URL",
            required = true,
            description =
                    "The database of the service, such as jdbc:postgresql://db.example/orders; without a password.")
    private JdbcUrl url;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description =
                    "Who opens it. Without this, the driver knows it; then a password is not asked for, but may be given.")
    private Optional<String> user = Optional.empty();

    @Mixin
    private PasswordOptions passwords = new PasswordOptions();

    @Option(
            names = "--driver",
            paramLabel = "JAR",
            description = "The JDBC driver of a database other than PostgreSQL, in one file.")
    private Optional<Path> driver = Optional.empty();

    /** Refuses options that do not fit together. */
    void check(Action action) {
        passwords.check(action);
    }

    /** {@return the database, which has been reached once} */
    DataSource open(Terminal terminal) {
        DataSource database = new DriverDataSource(driver(), url, account(terminal));
        try (Connection connection = database.getConnection()) {
            Objects.requireNonNull(connection);
            return database;
        } catch (SQLException e) {
            throw new CommandException(
                    "database.connection",
                    "the database cannot be opened (SQLSTATE " + state(e) + ")",
                    "see that it runs, and that --jdbc-url, --user and the password are right");
        }
    }

    private static String state(SQLException refused) {
        return Optional.ofNullable(refused.getSQLState())
                .filter(state -> SQL_STATE.matcher(state).matches())
                .orElse("unknown");
    }

    private Properties account(Terminal terminal) {
        Properties account = new Properties();
        user.ifPresent(name -> account.setProperty("user", name));
        Optional<Password> given = user.isPresent()
                ? Optional.of(passwords.get(terminal, "Password of the database"))
                : passwords.given(terminal);
        given.ifPresent(password -> {
            try (password) {
                // JDBC takes text alone.
                account.setProperty("password", new String(password.chars()));
            }
        });
        return account;
    }

    private Driver driver() {
        ClassLoader loader = driver.map(DatabaseOptions::in).orElse(DatabaseOptions.class.getClassLoader());
        try {
            for (Driver candidate : ServiceLoader.load(Driver.class, loader)) {
                if (candidate.acceptsURL(url.text())) {
                    return candidate;
                }
            }
        } catch (ServiceConfigurationError | SQLException e) {
            throw new CommandException(
                    DRIVER, "the driver cannot be loaded", "name a JAR file with all that the driver needs");
        }
        throw new CommandException(
                DRIVER,
                "there is no driver for this URL",
                "correct --jdbc-url; for a database other than PostgreSQL name its driver with --driver");
    }

    /** It is in use until the process ends. */
    private static ClassLoader in(Path jar) {
        try {
            if (!Files.isRegularFile(jar)) {
                throw new IOException("no file");
            }
            return new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        } catch (IOException e) {
            throw unreadable();
        }
    }

    private static CommandException unreadable() {
        return new CommandException(DRIVER, "the file of the driver cannot be read", "name a JAR file that is there");
    }
}
