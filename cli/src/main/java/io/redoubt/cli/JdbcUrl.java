package io.redoubt.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/**
 * Where a database is, without a password.
 *
 * @param text the URL
 */
record JdbcUrl(String text) {

    private static final Pattern FORM = Pattern.compile("jdbc:[a-z0-9]+:\\p{Graph}{1,2000}");

    /** As parameters of all drivers, before the host as of MySQL, and before the at sign as of Oracle. */
    private static final Pattern SECRET = Pattern.compile(
            "(?i)(password|passwd|passphrase|pwd|secret|token)[a-z0-9_]*\\s*(=|%3d)|//[^/?;]*:[^/?;@]*@|:[^:/@]+/[^/@]+@");

    static JdbcUrl parse(String text) {
        if (SECRET.matcher(text).find()) {
            throw new TypeConversionException(
                    "has a password in it, which other users and the history of the shell see: change it now, and use"
                            + " --password-file, --password-fd, or wait to be asked");
        }
        if (!FORM.matcher(text).matches()) {
            throw new TypeConversionException("is no JDBC URL, such as jdbc:postgresql://db.example/orders");
        }
        return new JdbcUrl(text);
    }

    /** {@return only what it is: what else is in it belongs to the operator} */
    @Override
    public String toString() {
        return "JdbcUrl";
    }
}
