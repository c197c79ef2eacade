package io.redoubt.spring;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Reads properties that name a file. */
final class FilePath {

    private FilePath() {}

    /**
     * {@return the path, or nothing after a problem was taken down}
     *
     * @param example an absolute path as the property may have it
     */
    static Optional<Path> read(String property, String value, String example, Problems problems) {
        try {
            Path path = value.startsWith("file:") ? Path.of(URI.create(value)) : Path.of(value);
            if (path.isAbsolute()) {
                return Optional.of(path);
            }
        } catch (IllegalArgumentException e) {
            // Told below, without the value.
        }
        problems.add(
                property,
                "is neither a file: URL nor an absolute path",
                "write the whole path, such as file:" + example);
        return Optional.empty();
    }
}
