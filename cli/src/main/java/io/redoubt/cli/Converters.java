package io.redoubt.cli;

import io.redoubt.ConfigurationException;
import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.field.jdbc.Worker;
import io.redoubt.internal.EnvelopeKey;
import io.redoubt.key.FieldName;
import io.redoubt.key.FilePermissions;
import io.redoubt.key.KeyEntry;
import io.redoubt.key.Purpose;
import io.redoubt.key.RecipientKey;
import io.redoubt.key.Suite;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** What may be typed for each kind of argument; a refusal says what is expected, never what was typed. */
final class Converters {

    private static final Pattern ROOT_ID = Pattern.compile("[a-z0-9._-]{1,64}");

    private Converters() {}

    static void register(CommandLine commands) {
        commands.registerConverter(Path.class, Converters::path);
        commands.registerConverter(ServiceName.class, text -> named(text, ServiceName::new));
        commands.registerConverter(TrustDomain.class, text -> named(text, TrustDomain::new));
        commands.registerConverter(Purpose.class, Converters::purpose);
        commands.registerConverter(Suite.class, Converters::suite);
        commands.registerConverter(Epoch.class, text -> new Epoch(number(text, 1, KeyEntry.MAX_EPOCH)));
        commands.registerConverter(Integer.class, text -> number(text, 0, 100_000));
        commands.registerConverter(RecipientKey.class, Converters::recipient);
        commands.registerConverter(EnvelopeKey.class, Converters::provisionerKey);
        commands.registerConverter(Init.RootId.class, Converters::rootId);
        commands.registerConverter(RootLocation.class, RootLocation::parse);
        commands.registerConverter(JdbcUrl.class, JdbcUrl::parse);
        commands.registerConverter(FieldName.class, Converters::field);
        commands.registerConverter(Rate.class, Converters::rate);
        commands.registerConverter(JobId.class, text -> new JobId(number(text, 1, Integer.MAX_VALUE)));
        commands.registerConverter(FilePermissions.class, text -> constant(text, FilePermissions.values()));
        commands.registerConverter(Schema.Kind.class, text -> constant(text, Schema.Kind.values()));
    }

    /**
     * An epoch as it is typed.
     *
     * @param number 1 to 65535
     */
    record Epoch(int number) {}

    /**
     * A job as it is typed.
     *
     * @param number 1 or more
     */
    record JobId(long number) {}

    /**
     * How fast somebody works.
     *
     * @param rowsPerSecond at most; as fast as possible if it is not there
     */
    record Rate(Optional<Integer> rowsPerSecond) {

        Worker of(Worker worker) {
            return rowsPerSecond.map(worker::atMost).orElse(worker);
        }
    }

    private static Rate rate(String text) {
        return new Rate(text.equals("unlimited") ? Optional.empty() : Optional.of(number(text, 1, 10_000_000)));
    }

    private static FieldName field(String text) {
        try {
            return FieldName.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("is no field; name it entity.field, such as customer.email");
        }
    }

    private static <E extends Enum<E>> E constant(String text, E[] constants) {
        return Stream.of(constants)
                .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(text))
                .findAny()
                .orElseThrow(() -> new TypeConversionException("is none of "
                        + Stream.of(constants)
                                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }

    private static Init.RootId rootId(String text) {
        if (ROOT_ID.matcher(text).matches()) {
            return new Init.RootId(text);
        }
        throw new TypeConversionException("is not 1 to 64 of [a-z0-9._-]");
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("is not the name of a file");
        }
    }

    private static <T> T named(String text, Function<String, T> factory) {
        try {
            return factory.apply(text);
        } catch (ConfigurationException e) {
            ConfigurationException.Problem problem = e.problems().get(0);
            throw new TypeConversionException(problem.problem() + "; " + problem.remedy());
        }
    }

    private static Purpose purpose(String text) {
        return Purpose.of(text)
                .orElseThrow(() -> unknown(
                        "purpose", Purpose.all().stream().map(Purpose::id).toList()));
    }

    private static Suite suite(String text) {
        return Suite.of(text)
                .orElseThrow(() -> unknown(
                        "suite", Arrays.stream(Suite.values()).map(Suite::id).toList()));
    }

    private static TypeConversionException unknown(String what, List<String> known) {
        return new TypeConversionException("is no " + what + "; choose among " + String.join(", ", known));
    }

    private static EnvelopeKey provisionerKey(String text) {
        return EnvelopeKey.parse(text)
                .orElseThrow(
                        () -> new TypeConversionException(
                                "is no public key; give the line that 'redoubt keys init' printed for redoubt.keys.provisioner-keys"));
    }

    private static RecipientKey recipient(String text) {
        return RecipientKey.parse(text)
                .orElseThrow(() -> new TypeConversionException(
                        "is no recipient key; give the 43 characters that 'redoubt keys recipient' prints"));
    }

    private static int number(String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, without the text
        }
        throw new TypeConversionException("is not a whole number from " + least + " to " + most);
    }
}
