package io.redoubt.token;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.util.List;
import java.util.stream.Stream;

/** The real providers that a service may have on its class path, in a class loader of their own. */
final class ProviderJars {

    /** Loaded once: a native library belongs to one class loader, and that one stays. */
    static final List<Provider> FOUND = SignatureProviders.found(new URLClassLoader(jars()));

    private ProviderJars() {}

    static Provider named(String name) {
        return FOUND.stream()
                .filter(provider -> provider.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static URL[] jars() {
        Path folder = Path.of(System.getProperty("providers.folder", "target/providers"));
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(ProviderJars::url).toArray(URL[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException("the build puts them into " + folder, e);
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
