package io.redoubt.cli;

import io.redoubt.ConfigurationException;
import io.redoubt.field.jdbc.FieldStoreException;
import io.redoubt.key.KeyRefusedException;
import io.redoubt.key.KeysetException;
import io.redoubt.provisioning.FleetException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why a command did not do what it was asked.
 *
 * @param code the stable code
 * @param message what is wrong, and how to mend it
 * @param remedy how to mend it, where that is known apart
 */
record Failure(String code, String message, Optional<String> remedy) {

    private static final String OURS = "io.redoubt.";

    /** {@return what is said about an exception: never a stack, nor a text that is not of this project} */
    static List<Failure> of(Throwable thrown) {
        if (thrown instanceof CommandException refused) {
            return List.of(new Failure(refused.code(), message(refused), Optional.of(refused.remedy())));
        }
        if (thrown instanceof FleetException refused) {
            return List.of(new Failure(
                    refused.refusal().code(),
                    message(refused),
                    Optional.of(refused.refusal().remedy())));
        }
        if (thrown instanceof KeysetException refused) {
            return List.of(new Failure(
                    refused.check().code(),
                    message(refused),
                    Optional.of(refused.check().remedy())));
        }
        if (thrown instanceof ConfigurationException refused) {
            return refused.problems().stream()
                    .map(problem -> new Failure("configuration", problem.toString(), Optional.of(problem.remedy())))
                    .toList();
        }
        if (thrown instanceof FieldStoreException refused) {
            String remedy = "the log of the database says more";
            return List.of(
                    new Failure("database", "database: " + message(refused) + "; " + remedy, Optional.of(remedy)));
        }
        if (thrown instanceof KeyRefusedException refused) {
            return List.of(new Failure("key.refused", "key.refused: " + message(refused), Optional.empty()));
        }
        return List.of(unexpected(thrown));
    }

    private static String message(Throwable thrown) {
        return Objects.requireNonNullElse(thrown.getMessage(), "");
    }

    private static Failure unexpected(Throwable thrown) {
        String place = Stream.of(thrown.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(OURS))
                .findFirst()
                .map(frame -> " in " + frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("");
        String remedy = "this should not happen: please report this line";
        return new Failure(
                "unexpected",
                "unexpected: " + thrown.getClass().getSimpleName() + place + "; " + remedy,
                Optional.of(remedy));
    }

    Map<String, Object> members() {
        return Members.of("code", code)
                .and("message", message)
                .andIfPresent("remedy", remedy)
                .map();
    }
}
