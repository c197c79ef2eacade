package io.redoubt.spring;

import io.redoubt.ConfigurationException;
import io.redoubt.field.FieldLock;
import io.redoubt.field.LockedField;
import io.redoubt.field.Migration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;

/** Compares what the code says of its fields with the lock file, or writes that. FORMATS section 7. */
final class LockFileCheck {

    private static final Logger log = LoggerFactory.getLogger("io.redoubt");
    private static final int MAX_BYTES = 1 << 20;
    private static final String WRITE_IT = "start once with " + FieldsReader.WRITE_LOCK
            + " on a developer's machine, look at the file that this writes, and commit it as"
            + " src/main/resources/redoubt-fields.lock";

    private final ConfiguredFields configured;
    private final boolean isDevelopment;
    private final ResourceLoader resources;
    private final Problems problems;

    /**
     * @param isDevelopment whether what is sealed is lost with the developer's machine anyway
     * @param problems takes down what is wrong
     */
    LockFileCheck(ConfiguredFields configured, boolean isDevelopment, ResourceLoader resources, Problems problems) {
        this.configured = configured;
        this.isDevelopment = isDevelopment;
        this.resources = resources;
        this.problems = problems;
    }

    /** Compares, or writes if nothing goes back. */
    void check(FieldLock declared) {
        Optional<FieldLock> locked = read(FieldsReader.LOCK, resources.getResource(configured.lock()));
        if (problems.has(FieldsReader.LOCK)) {
            return;
        }
        if (configured.writeLock().isPresent()) {
            write(configured.writeLock().get(), locked, declared);
        } else if (locked.isPresent()) {
            problems.addAll(locked.get().problems(declared));
        } else if (!declared.fields().isEmpty()) {
            missing(declared.fields().size());
        }
    }

    private void missing(int fields) {
        if (isDevelopment) {
            log.info(
                    "redoubt: there is no lock file for {} encrypted fields; with keys that were issued, this would not start: {}",
                    fields,
                    WRITE_IT);
        } else {
            problems.add(
                    FieldsReader.LOCK,
                    "is not there, and entities have encrypted attributes: a rename would lose what is stored",
                    WRITE_IT);
        }
    }

    /** {@return the lock, if it is there; nothing, too, after a problem was taken down} */
    private Optional<FieldLock> read(String property, Resource file) {
        if (!file.exists()) {
            return Optional.empty();
        }
        try (InputStream in = file.getInputStream()) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            return problems.take(setting -> property, () -> FieldLock.parse(content));
        } catch (IOException e) {
            problems.add(property, "cannot be read", "let this process read it, or name another file");
            return Optional.empty();
        }
    }

    private void write(Path file, Optional<FieldLock> locked, FieldLock declared) {
        Optional<FieldLock> written = read(FieldsReader.WRITE_LOCK, new FileSystemResource(file));
        Stream.concat(locked.stream(), written.stream())
                .flatMap(before -> before.fields().stream())
                .distinct()
                .forEach(before -> declared.field(before.name()).ifPresent(now -> refuseToGoBack(before, now)));
        if (!problems.none()) {
            return;
        }
        try {
            if (replace(file, declared.toBytes())) {
                List<ConfigurationException.Problem> differences =
                        locked.map(before -> before.problems(declared)).orElse(List.of());
                log.info("redoubt: the lock file was written: look at it, and commit it");
                differences.forEach(it -> log.warn("redoubt: the lock file: {} {}", it.setting(), it.problem()));
            }
        } catch (IOException e) {
            problems.add(
                    FieldsReader.WRITE_LOCK,
                    "cannot be written",
                    "name a file in a directory that is there and that this process can write to");
        }
    }

    /** {@return whether the file was another one before} */
    private static boolean replace(Path file, byte[] content) throws IOException {
        if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), content)) {
            return false;
        }
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.write(draft, content);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    /** A lock that is written anew must not be a way around it. */
    private void refuseToGoBack(LockedField before, LockedField now) {
        boolean isOpened = before.mode() == Migration.ENCRYPTED_ONLY && now.mode() != Migration.ENCRYPTED_ONLY;
        boolean isOff = before.mode() != Migration.OFF && now.mode() == Migration.OFF;
        if (isOpened || isOff) {
            problems.add(
                    FieldsReader.property(before.name().toString()) + ".migration",
                    "goes back behind " + before.mode().id() + ", which stands in the lock",
                    "set it to what the lock says; to go back nevertheless, change the line in the lock by hand, so that"
                            + " somebody reviews it");
        }
    }
}
