package io.redoubt.spring;

import io.redoubt.ConfigurationException;
import io.redoubt.ServiceName;
import io.redoubt.audit.SecurityEventListener;
import io.redoubt.key.KeysetException;
import io.redoubt.key.ServiceKeyset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Random keys that a developer's machine makes for itself. FORMATS section 3, "Development keyset".
 *
 * @param file where they are kept
 * @param service whose they are
 */
record DevelopmentKeys(Path file, ServiceName service) implements KeysetSource {

    private static final Logger log = LoggerFactory.getLogger("io.redoubt");

    @Override
    public ServiceKeyset open(SecurityEventListener listener) {
        try {
            Files.createDirectories(
                    Objects.requireNonNull(file.getParent()),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            ServiceKeyset keyset = ServiceKeyset.development(file, service, new SecureRandom(), Clock.systemUTC());
            log.warn(
                    "redoubt: the keys are development keys and protect nothing: this machine made them, nobody signed them,"
                            + " and what they seal opens nowhere else; never use them for data that matters");
            return keyset;
        } catch (KeysetException e) {
            throw new ConfigurationException(
                    KeysReader.DEVELOPMENT_DIR,
                    "gives no keys (" + e.check().code() + "): the keyset " + e.problem(),
                    "let nobody else write to this directory and what is above it, or remove the directory of this service in"
                            + " it to have new keys made");
        } catch (IOException | UncheckedIOException | UnsupportedOperationException e) {
            throw new ConfigurationException(
                    KeysReader.DEVELOPMENT_DIR,
                    "is no place where keys can be kept",
                    "name a directory that this process can write to, on a file system with POSIX permissions");
        }
    }

    @Override
    public List<String> provisionerKeyIds() {
        return List.of();
    }

    @Override
    public boolean isDevelopment() {
        return true;
    }

    @Override
    public String describe() {
        return "";
    }
}
