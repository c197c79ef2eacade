package io.redoubt.cli;

import io.redoubt.field.jdbc.ReencryptionJobs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "schema",
        description =
                "Prints the tables in which jobs and the keys of subjects are kept. Nothing but you creates them: put them into"
                        + " the migrations of the service.")
final class Schema extends Action {

    @Parameters(
            paramLabel = "DATABASE",
            arity = "0..1",
            defaultValue = "postgresql",
            description = "postgresql, h2 or mysql, which is for MariaDB, too; postgresql by default.")
    private Kind database = Kind.POSTGRESQL;

    Schema(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer act() throws IOException {
        try (InputStream file = ReencryptionJobs.class.getResourceAsStream(database.file)) {
            byte[] sql =
                    Objects.requireNonNull(file, "packaged beside the class").readAllBytes();
            return new Printed(database, new String(sql, StandardCharsets.UTF_8));
        }
    }

    /** For which database. */
    enum Kind {
        POSTGRESQL("postgresql.sql"),
        H2("h2.sql"),
        MYSQL("mysql.sql");

        private final String file;

        Kind(String file) {
            this.file = file;
        }
    }

    private record Printed(Kind database, String sql) implements Answer {

        @Override
        public Map<String, Object> members() {
            return Members.of("database", database).and("sql", sql).map();
        }

        @Override
        public void print(Page page) {
            page.line(sql.stripTrailing());
        }
    }
}
